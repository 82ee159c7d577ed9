package dev.headroom.jobs.memory;

import java.util.function.BooleanSupplier;

/**
 * Threads that wait until there is something to do. To wake a thread takes longer than many jobs, so that only one is being woken at a time, and wakes the next
 * if there is more to do than it takes. Safe for use by many threads.
 */
final class IdleThreads {

    private volatile int idle;
    private volatile boolean waking;

    /**
     * Waits as long as there is nothing. Who returns looks for something, and calls {@link #wakeOne} if there is more or it did not take
     * it.
     */
    synchronized void await(BooleanSupplier nothing) throws InterruptedException {
        idle++; // before looking, so that who adds something sees it, or what was added is seen here
        try {
            while (nothing.getAsBoolean()) {
                wait();
                waking = false; // before looking again, for the same reason
            }
        } finally {
            waking = false;
            idle--;
        }
    }

    /** There is something. Called after it was added. */
    void wakeOne() {
        if (idle > 0 && !waking) {
            notifyOne();
        }
    }

    private synchronized void notifyOne() {
        if (idle > 0 && !waking) {
            waking = true;
            notify();
        }
    }

    /** All look again. */
    synchronized void wakeAll() {
        notifyAll();
    }
}
