package dev.headroom.jobs.contract;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Waits for what happens elsewhere. */
public final class Waiting {

    private Waiting() {}

    /**
     * Waits until something is so.
     *
     * @param condition asked again and again
     */
    public static void until(Callable<Boolean> condition) {
        await().atMost(EngineBench.LONG).pollInterval(Duration.ofMillis(10)).until(condition);
    }

    /**
     * Waits, and does not care about interruptions.
     *
     * @param latch to wait for
     */
    static void stubbornly(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException ignored) {
                // It goes on.
            }
        }
    }

    /**
     * Throws what a handler may throw.
     *
     * @param failure to throw
     * @return never
     */
    static RuntimeException thrown(Throwable failure) throws Exception {
        if (failure instanceof Error error) {
            throw error;
        }
        throw (Exception) failure;
    }
}
