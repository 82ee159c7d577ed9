package dev.headroom.benchmarks.jobs;

import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/**
 * A {@link WorkItem} for JobRunr, which calls public classes only.
 *
 * @param number which job it is
 * @param text nobody reads it
 */
public record JobRunrWork(long number, String text) implements JobRequest {

    static JobRunrWork of(WorkItem item) {
        return new JobRunrWork(item.number(), item.text());
    }

    @Override
    public Class<Handler> getJobRequestHandler() {
        return Handler.class;
    }

    /** Runs it. */
    public static final class Handler implements JobRequestHandler<JobRunrWork> {

        private final JobBody body;

        Handler(JobBody body) {
            this.body = body;
        }

        @Override
        public void run(JobRunrWork work) {
            body.run(work.number());
        }
    }
}
