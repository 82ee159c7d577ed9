package dev.headroom.jobs.contract;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

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
}
