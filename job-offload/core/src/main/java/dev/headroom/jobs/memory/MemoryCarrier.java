package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.Claim;
import java.time.Duration;

/** Who carries jobs of a ledger in memory to the threads that run them. */
interface MemoryCarrier {

    /** The job may run. */
    void ready(MemoryJob job);

    /** The job's attempt is over. */
    void released(MemoryJob job);

    /** Whether what an attempt says at its end reaches the ledger, which it does unless a test lets its process die. */
    default boolean reaches(Claim claim) {
        return true;
    }

    /** Does something later. */
    void later(Duration delay, Runnable task);
}
