package dev.headroom.benchmarks.jobs;

import java.util.List;

/** A way to keep jobs in PostgreSQL and to run them. */
interface JobContender extends AutoCloseable {

    String name();

    /** Tables that fill up with jobs. */
    List<String> tables();

    /** A query that counts the jobs which are due, also by a clock that is a little fast, and not at their end. */
    String unfinished();

    /** Enqueues as another process would: no worker hears of it. */
    JobProducer producer();

    /**
     * Starts workers.
     *
     * @param workers how many, each with {@link JobWorkers#THREADS} threads, as if in processes of their own
     * @param body of all jobs
     */
    JobWorkers start(int workers, JobBody body) throws Exception;

    /**
     * Statements that leave jobs of the future and ended ones behind, as far as the contender keeps those; each has a parameter, how many.
     *
     * @return empty if its tables are nobody's business
     */
    default List<String> backlog() {
        return List.of();
    }

    @Override
    default void close() {}
}
