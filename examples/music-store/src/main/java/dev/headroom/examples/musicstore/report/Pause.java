package dev.headroom.examples.musicstore.report;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands for the sums of a larger store. Ends early if the thread is interrupted, as a statement would if it were cancelled. */
final class Pause {

    private Pause() {}

    static void of(Duration length) throws InterruptedException {
        boolean never = new CountDownLatch(1).await(length.toNanos(), TimeUnit.NANOSECONDS);
        if (never) {
            throw new IllegalStateException("Nobody counts down.");
        }
    }
}
