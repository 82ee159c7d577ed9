package dev.headroom.benchmarks.jobs;

/** Enqueues jobs. Called by many threads. */
interface JobProducer {

    /** Writes an order, and enqueues the job that belongs to it: in one transaction, if the contender can. */
    void enqueueWithOrder(long number) throws Exception;

    /** Enqueues jobs together. */
    void enqueueAll(Batch batch) throws Exception;
}
