package dev.headroom.jobs.memory;

import java.time.Duration;

/** Who carries jobs of a ledger in memory to the threads that run them. */
interface MemoryCarrier {

    /** The job may run. */
    void ready(MemoryJob job);

    /** The job's attempt is over. */
    void released(MemoryJob job);

    /** Does something later. */
    void later(Duration delay, Runnable task);
}
