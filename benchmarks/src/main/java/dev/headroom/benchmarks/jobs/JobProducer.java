package dev.headroom.benchmarks.jobs;

/** Enqueues jobs. Called by many threads. */
interface JobProducer extends AutoCloseable {

    /** Writes an order, and enqueues the job that belongs to it: in one transaction, if the contender can. */
    void enqueueWithOrder(long number) throws Exception;

    /** Enqueues jobs together. */
    void enqueueAll(Batch batch) throws Exception;

    /** Ends what was started to enqueue, so that nothing of it costs the next contender anything. */
    @Override
    default void close() {}
}
