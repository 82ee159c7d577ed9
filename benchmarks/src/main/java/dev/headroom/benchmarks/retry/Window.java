package dev.headroom.benchmarks.retry;

import java.time.Duration;

/**
 * When calls count.
 *
 * @param start by {@link System#nanoTime()}, when all clients are at work
 * @param end when they stop
 */
record Window(long start, long end) {

    private static final double NANOS_PER_SECOND = 1_000_000_000;

    static Window after(Duration beginning, Duration length) {
        long start = System.nanoTime() + beginning.toNanos();
        return new Window(start, start + length.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    boolean contains(long moment) {
        return moment - start >= 0 && moment - end < 0;
    }

    /** Nanoseconds between two moments that lie in the window. */
    long overlap(long from, long until) {
        long begin = Math.max(from - start, 0);
        long stop = Math.min(until - start, end - start);
        return Math.max(stop - begin, 0);
    }

    double seconds() {
        return (end - start) / NANOS_PER_SECOND;
    }
}
