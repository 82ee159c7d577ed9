package dev.headroom.benchmarks.jobs;

/** Workers that run. */
interface JobWorkers extends AutoCloseable {

    /** How many threads a worker has for jobs. */
    int THREADS = 10;

    /** Enqueues in the process of the first worker, which may hear of it. */
    JobProducer producer();

    /** Takes no more jobs, and waits for those that run. */
    @Override
    void close();
}
