package dev.headroom.retry;

import java.time.Duration;
import java.util.Objects;

/**
 * How often, how fast and how long to try. Immutable; each method gives another policy.
 *
 * @param attempts how often to try to write, at most; 50 by default, which the deadline ends earlier in most cases. Of that many
 *     updates that begin together each wins: one loses only to another that wins.
 * @param backoff how long to wait between attempts; by default {@linkplain Backoff#fullJitter full jitter} from 2 to 500
 *     milliseconds
 * @param deadline after which no attempt begins, counted from the call; 10 seconds by default. An attempt that has begun is not
 *     cut short.
 * @param onConflict what a conflict means; another attempt by default
 * @param lockAfter after how many conflicts the row is locked before the application computes, so that the next attempt wins;
 *     0, the default, for never. The lock and its connection are held while the application computes.
 */
public record RetryPolicy(int attempts, Backoff backoff, Duration deadline, OnConflict onConflict, int lockAfter) {

    /**
     * Checks the bounds.
     *
     * @param attempts as above
     * @param backoff as above
     * @param deadline as above
     * @param onConflict as above
     * @param lockAfter as above
     * @throws IllegalArgumentException if there is no attempt, no time, or a negative number of conflicts
     */
    public RetryPolicy {
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(onConflict, "onConflict");
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts(" + attempts + "): at least 1 is needed.");
        }
        if (deadline.isNegative() || deadline.isZero()) {
            throw new IllegalArgumentException("deadline(" + deadline + "): more than nothing is needed.");
        }
        if (lockAfter < 0) {
            throw new IllegalArgumentException(
                    "lockAfter(" + lockAfter + "): name a number of conflicts, or 0 for never.");
        }
    }

    /**
     * The defaults.
     *
     * @return 50 attempts within 10 seconds, with full jitter and without locks
     */
    public static RetryPolicy standard() {
        return new RetryPolicy(
                50,
                Backoff.fullJitter(Duration.ofMillis(2), Duration.ofMillis(500)),
                Duration.ofSeconds(10),
                OnConflict.RETRY,
                0);
    }

    /**
     * Changes the number of attempts.
     *
     * @param newAttempts at least 1, which means no retry
     * @return another policy
     */
    public RetryPolicy attempts(int newAttempts) {
        return new RetryPolicy(newAttempts, backoff, deadline, onConflict, lockAfter);
    }

    /**
     * Changes the waiting.
     *
     * @param newBackoff between attempts
     * @return another policy
     */
    public RetryPolicy backoff(Backoff newBackoff) {
        return new RetryPolicy(attempts, newBackoff, deadline, onConflict, lockAfter);
    }

    /**
     * Changes the time.
     *
     * @param newDeadline from the call to the last attempt's beginning
     * @return another policy
     */
    public RetryPolicy deadline(Duration newDeadline) {
        return new RetryPolicy(attempts, backoff, newDeadline, onConflict, lockAfter);
    }

    /**
     * Changes what a conflict means.
     *
     * @param newOnConflict what follows it
     * @return another policy
     */
    public RetryPolicy onConflict(OnConflict newOnConflict) {
        return new RetryPolicy(attempts, backoff, deadline, newOnConflict, lockAfter);
    }

    /**
     * Changes when the row is locked.
     *
     * @param conflicts after how many; 0 for never
     * @return another policy
     */
    public RetryPolicy lockAfter(int conflicts) {
        return new RetryPolicy(attempts, backoff, deadline, onConflict, conflicts);
    }
}
