package dev.headroom.jobs.engine;

import java.time.Duration;

/** What a worker does again and again. */
public interface RepeatedTasks extends AutoCloseable {

    /**
     * Does something until this is closed, the first time after one period.
     *
     * @param period between the end of one time and the next
     * @param task must not throw
     */
    void every(Duration period, Runnable task);

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
