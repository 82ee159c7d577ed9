package dev.headroom.benchmarks.jobs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Waits for threads that have been told to end. */
final class Threads {

    private static final int SLOWEST_SECONDS = 60;

    private Threads() {}

    static void await(ExecutorService threads) {
        try {
            if (!threads.awaitTermination(SLOWEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Threads do not end within " + SLOWEST_SECONDS + " seconds.");
            }
        } catch (InterruptedException interrupted) {
            throw failure(interrupted);
        }
    }

    static void await(Thread thread) {
        try {
            thread.join(TimeUnit.SECONDS.toMillis(SLOWEST_SECONDS));
        } catch (InterruptedException interrupted) {
            throw failure(interrupted);
        }
    }

    private static IllegalStateException failure(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("The benchmark was interrupted.", interrupted);
    }
}
