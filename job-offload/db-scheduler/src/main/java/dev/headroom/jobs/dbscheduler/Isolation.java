package dev.headroom.jobs.dbscheduler;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job with no other beside it in this engine, so that if the process dies, it is known which one killed it. Meanwhile the engine claims
 * no jobs; those that it has just claimed are given back, and run elsewhere. Safe for use by many threads.
 *
 * <p>Jobs that run already are waited for, but not for long: a process must not stand still for one job. Each time in vain the patience
 * doubles, so that the job has its turn however long others take.
 */
final class Isolation {

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    /** For each second in vain, others run so many. */
    private static final int PAUSES = 4;

    private final Duration first;
    private final Duration longest;

    /** Guarded by this, as all that follows. */
    private int running;

    private @Nullable HeldClaim alone;
    private Duration patience;

    /**
     * @param first how long jobs that run are waited for at first
     * @param longest how long at most
     */
    Isolation(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.patience = first;
    }

    /** What may claim jobs in this engine. */
    interface Queues {

        /** Claims no jobs until {@link #release}. */
        void hold();

        void release();

        /** Whether the jobs of a queue shall run here. */
        boolean takes(String queue);
    }

    /**
     * An attempt begins.
     *
     * @return empty if it may; otherwise how long its job waits, because another runs alone, or is about to
     */
    synchronized Optional<Duration> enter(HeldClaim claim) {
        if (alone != null) {
            return Optional.of(Duration.ZERO);
        }
        add(claim);
        return Optional.empty();
    }

    /**
     * An attempt begins when no other runs.
     *
     * @return empty if it may; otherwise how long its job waits
     */
    Optional<Duration> enterAlone(HeldClaim claim, Queues queues) {
        synchronized (this) {
            if (alone != null) {
                return Optional.of(Duration.ZERO);
            }
            alone = claim;
        }
        queues.hold();
        Optional<Duration> refused = Optional.of(Duration.ZERO);
        try {
            refused = awaitOthers(claim, queues);
        } finally {
            if (refused.isPresent()) {
                end(claim, queues);
            }
        }
        return refused;
    }

    private synchronized Optional<Duration> awaitOthers(HeldClaim claim, Queues queues) {
        long end = System.nanoTime() + patience.toNanos();
        while (running > 0) {
            if (!queues.takes(claim.claim().queue())) {
                return Optional.of(Duration.ZERO);
            }
            if (System.nanoTime() >= end) {
                return Optional.of(losePatience());
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, LOOK);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return Optional.of(Duration.ZERO);
            }
        }
        patience = first;
        add(claim);
        return Optional.empty();
    }

    private void add(HeldClaim claim) {
        claim.running(true);
        running++;
    }

    private boolean remove(HeldClaim claim) {
        boolean ran = claim.isRunning();
        claim.running(false);
        running -= ran ? 1 : 0;
        return ran;
    }

    /** Returns how long others run meanwhile. */
    private Duration losePatience() {
        Duration pause = patience.multipliedBy(PAUSES);
        Duration next = patience.multipliedBy(2);
        patience = next.compareTo(longest) < 0 ? next : longest;
        return pause;
    }

    /** The attempt is over, or has not begun. Repeatable. */
    void leave(HeldClaim claim, Queues queues) {
        boolean wasAlone;
        synchronized (this) {
            wasAlone = claim == alone;
            if (remove(claim) && alone != null) {
                notifyAll();
            }
        }
        if (wasAlone) {
            end(claim, queues);
        }
    }

    private void end(HeldClaim claim, Queues queues) {
        synchronized (this) {
            remove(claim);
            alone = null;
        }
        queues.release();
    }

    synchronized boolean isHeld() {
        return alone != null;
    }
}
