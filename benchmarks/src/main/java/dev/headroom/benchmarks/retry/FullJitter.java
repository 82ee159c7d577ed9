package dev.headroom.benchmarks.retry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The waiting of what is written by hand: the same as that of the library's standard policy. */
final class FullJitter {

    private static final long BASE_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(2);
    private static final long CAP_NANOSECONDS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MOST_DOUBLINGS = 8;

    private FullJitter() {}

    /**
     * Waits.
     *
     * @param retry which one, from 1
     */
    static void pause(int retry) throws InterruptedException {
        long bound = Math.min(CAP_NANOSECONDS, BASE_NANOSECONDS << Math.min(retry - 1, MOST_DOUBLINGS));
        TimeUnit.NANOSECONDS.sleep(ThreadLocalRandom.current().nextLong(bound + 1));
    }
}
