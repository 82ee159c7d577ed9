package dev.headroom.jobs;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.DurationRange;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;

/** Runs attempts no faster than a queue's rate. */
final class RatedRunner implements JobEngine.JobRunner {

    private final RateLimiter rate;
    private final JobEngine.JobRunner runner;

    private RatedRunner(RateLimiter rate, JobEngine.JobRunner runner) {
        this.rate = rate;
        this.runner = runner;
    }

    static JobEngine.JobRunner of(WorkQueue queue, JobEngine.JobRunner runner) {
        if (queue.rate() == 0) {
            return runner;
        }
        RateLimiterConfig config = RateLimiterConfig.custom()
                .limitForPeriod(queue.rate())
                .limitRefreshPeriod(queue.period())
                .timeoutDuration(DurationRange.FROM_ZERO.most()) // the engine keeps the claim for as long
                .build();
        return new RatedRunner(RateLimiter.of(queue.name(), config), runner);
    }

    @Override
    public void run(Claim claim) {
        RateLimiter.waitForPermission(rate);
        runner.run(claim);
    }

    @Override
    public Ending crashed(StoredJob job) {
        return runner.crashed(job);
    }
}
