package dev.headroom.jobs.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What a worker does again and again. */
public interface RepeatedTasks extends AutoCloseable {

    /**
     * Does something until this is closed, the first time after one period.
     *
     * @param period between the end of one time and the next
     * @param task must not throw
     */
    void every(Duration period, Runnable task);

    /**
     * As {@link #every(Duration, Runnable)}, for a task that can tell when there is something to do for it. Tasks whose clock a test turns
     * pass over the times before.
     *
     * @param period between the end of one time and the next
     * @param task must not throw
     * @param due when there is something to do, by the clock of the store; empty if there is nothing as long as nothing else happens
     */
    default void every(Duration period, Runnable task, Supplier<Optional<Instant>> due) {
        every(period, task);
    }

    /** Does nothing any more, and interrupts what it does. */
    @Override
    void close();

    /**
     * Tasks on one thread.
     *
     * @param name of the thread, which does not keep the process alive
     * @return tasks
     */
    static RepeatedTasks onThread(String name) {
        return new ThreadTasks(name);
    }
}
