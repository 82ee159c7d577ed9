package dev.headroom.jobs.dbscheduler;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many jobs a subscription may still claim: it holds no more claims than it runs handlers at once. A claim whose handler has ended
 * does not count, although its end has yet to be stored. Safe for use by many threads.
 */
final class ClaimBudget {

    /** Claims after so long find enough to be worth a statement, however few handlers have ended. */
    static final long WORTHWHILE = TimeUnit.MILLISECONDS.toNanos(2);

    private final int most;
    private final Runnable look;
    private final AtomicInteger held = new AtomicInteger();
    private volatile boolean more;
    private volatile long claimedAt = System.nanoTime();

    /**
     * @param most handlers at once
     * @param look looks for work
     */
    ClaimBudget(int most, Runnable look) {
        this.most = most;
        this.look = look;
    }

    int free() {
        return most - held.get();
    }

    /**
     * Jobs were claimed.
     *
     * @param claims how many
     * @param all whether there may be more
     */
    void add(int claims, boolean all) {
        claimedAt = System.nanoTime();
        more = all;
        held.addAndGet(claims);
    }

    /** There may be work, which is looked for as soon as a handler is free. To be called before anybody looks. */
    void expect() {
        more = true;
    }

    /** The handler of a claim has ended. */
    void giveBack() {
        int left = held.decrementAndGet();
        if (more && (left <= most / 2 || System.nanoTime() - claimedAt >= WORTHWHILE)) {
            look.run();
        }
    }
}
