package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A claim that this process holds, with all that the engine has to remember of it until its attempt is over. Safe for use by many
 * threads.
 */
final class HeldClaim {

    private final Claim claim;

    /** Guarded by this, as the next three. */
    private @Nullable ClaimBudget budget;

    /** The job as the claiming statement read it, until the attempt begins. */
    private JobReads.@Nullable Begun read;

    private long readAt;

    /** The concurrency key of the job. */
    private @Nullable String key;

    /** Whether its attempt runs. Guarded by {@link Isolation}. */
    private boolean running;

    HeldClaim(Claim claim) {
        this.claim = claim;
    }

    HeldClaim(Claim claim, ClaimBudget budget, JobReads.@Nullable Begun read) {
        this.claim = claim;
        this.budget = budget;
        this.read = read;
        this.readAt = System.nanoTime();
    }

    Claim claim() {
        return claim;
    }

    /** Returns the job once, if it was read less than so many nanoseconds ago: later its claim may have been taken. */
    synchronized Optional<JobReads.Begun> takeRead(long fresh) {
        JobReads.Begun taken = System.nanoTime() - readAt < fresh ? read : null;
        read = null;
        return Optional.ofNullable(taken);
    }

    /** What was read long ago is of no use any more, and may be large. */
    synchronized void forgetOldRead(long fresh) {
        if (read != null && System.nanoTime() - readAt >= fresh) {
            read = null;
        }
    }

    synchronized void keyed(String name) {
        key = name;
    }

    synchronized Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /** Its handler has ended, or will not begin: another job may be claimed. Repeatable. */
    void handlerEnded() {
        ClaimBudget left;
        synchronized (this) {
            left = budget;
            budget = null;
            read = null;
        }
        if (left != null) {
            left.giveBack(); // outside of the lock, because it looks for work
        }
    }

    /** For {@link Isolation}, under its lock. */
    boolean isRunning() {
        return running;
    }

    /** For {@link Isolation}, under its lock. */
    void running(boolean now) {
        running = now;
    }
}
