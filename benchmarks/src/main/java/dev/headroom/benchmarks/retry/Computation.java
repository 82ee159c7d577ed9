package dev.headroom.benchmarks.retry;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** What all contenders compute between read and write: it takes its time, as a call of another service would. */
final class Computation {

    private final Window window;
    private final long nanoseconds;
    private final LongAdder done = new LongAdder();

    Computation(Window window, Duration length) {
        this.window = window;
        this.nanoseconds = length.toNanos();
    }

    /**
     * The new balance.
     *
     * @throws WindowOverException if the window ends before
     */
    long next(long balance) {
        long start = System.nanoTime();
        for (long rest = nanoseconds; rest > 0 && !window.isOver(); rest = start + nanoseconds - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(rest, window.end() - System.nanoTime()));
        }
        if (window.isOver()) {
            throw new WindowOverException();
        }
        done.increment();
        return balance + 1;
    }

    /** How many came to their end. */
    long done() {
        return done.sum();
    }
}
