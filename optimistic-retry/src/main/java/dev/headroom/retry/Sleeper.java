package dev.headroom.retry;

import java.time.Duration;

/** Waits between attempts. */
@FunctionalInterface
public interface Sleeper {

    /**
     * Waits.
     *
     * @param delay how long
     * @throws InterruptedException if the thread is interrupted; the update then ends
     */
    void sleep(Duration delay) throws InterruptedException;
}
