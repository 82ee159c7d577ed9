package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.Claim;
import java.time.Duration;

/** What engines in memory do each in their own way. */
interface MemoryHost {

    /** There is a job more in a queue. */
    default void ready() {}

    /** Whether what an attempt says at its end reaches the store, which it does unless a test lets its process die. */
    default boolean reaches(Claim claim) {
        return true;
    }

    /** Does something later. */
    void later(Duration delay, Runnable task);
}
