package dev.headroom.benchmarks.jobs;

/** A {@link WorkItem} as a call, which is what transaction-outbox keeps. */
public interface OutboxWork {

    /**
     * Runs a job.
     *
     * @param number which one
     * @param text nobody reads it
     */
    void run(long number, String text);
}
