package dev.headroom.benchmarks.jobs;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What takes time in a job. */
enum JobWork implements Runnable {
    /** Nothing: all time is the queue's. */
    NOOP("noop", Duration.ZERO),
    /** Waiting, as for another service. */
    WAITING("5ms", Duration.ofMillis(5)) {
        @Override
        void pass() {
            LockSupport.parkNanos(100_000);
        }
    },
    /** Computing. */
    COMPUTING("100us", Duration.ofNanos(100_000));

    private final String label;
    private final long nanoseconds;

    JobWork(String label, Duration length) {
        this.label = label;
        this.nanoseconds = length.toNanos();
    }

    String label() {
        return label;
    }

    @Override
    public void run() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanoseconds) {
            pass();
        }
    }

    void pass() {
        Thread.onSpinWait();
    }
}
