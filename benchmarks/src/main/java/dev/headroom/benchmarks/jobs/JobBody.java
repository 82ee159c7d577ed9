package dev.headroom.benchmarks.jobs;

/** What jobs do. Called by many threads. */
@FunctionalInterface
interface JobBody {

    /**
     * Runs a job.
     *
     * @param number which one
     */
    void run(long number);
}
