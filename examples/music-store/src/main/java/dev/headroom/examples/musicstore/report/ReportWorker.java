package dev.headroom.examples.musicstore.report;

import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.model.JobCodec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Makes reports, from when the store has its data until it is told to stop. It begins late because jobs of an earlier start may be waiting, and
 * ends before anything that they need.
 */
@Component
final class ReportWorker implements SmartLifecycle {

    static final int AT_ONCE = 2;

    private static final RetryRules RULES =
            RetryRules.standard().attempts(3).backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

    /** Reports that run when the store is told to stop have this long to end; those that do not are made by the next start. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final JobEngine engine;
    private final JobCodec codec;
    private final ReportHandler reports;
    private @Nullable Worker worker;

    ReportWorker(JobEngine engine, JobCodec codec, ReportHandler reports) {
        this.engine = engine;
        this.codec = codec;
        this.reports = reports;
    }

    @Override
    public synchronized void start() {
        worker = Worker.on(engine, codec)
                .queue(ReportJobs.QUEUE, AT_ONCE)
                .handle(ReportJobs.TYPE, reports, RULES)
                .start();
    }

    @Override
    public synchronized void stop() {
        if (worker != null) {
            worker.drain(GRACE);
            worker = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return worker != null;
    }

    /** After the data, and before the web server. */
    @Override
    public int getPhase() {
        return 1;
    }
}
