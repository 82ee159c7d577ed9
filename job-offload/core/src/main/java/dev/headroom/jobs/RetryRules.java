package dev.headroom.jobs;

import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.InvalidJobException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a failed attempt is followed by another one. Delays have full jitter: a random time between nothing and twice as much at each
 * attempt, up to a cap (Brooker, "Exponential Backoff and Jitter", AWS 2015). Immutable: each method gives other rules.
 *
 * @param attempts how many at most, with the first; by default 10
 * @param base bound of the first delay; by default 10 seconds
 * @param cap of the bounds; by default 1 hour
 * @param exceptions rules for kinds of failures, of which the first that fits counts
 */
public record RetryRules(int attempts, Duration base, Duration cap, List<ForException> exceptions) {

    private static final int MOST_DOUBLINGS = 30;
    private static final RetryRules STANDARD =
            new RetryRules(10, Duration.ofSeconds(10), Duration.ofHours(1), List.of());

    /**
     * A rule for a kind of failure.
     *
     * @param type of the exception, or of one that caused it
     * @param attempts how many at most, with the first; 1 to give up at once
     * @param base bound of the first delay
     */
    public record ForException(Class<? extends Throwable> type, int attempts, Duration base) {

        /**
         * Checks the values.
         *
         * @param type of the exception
         * @param attempts from 1
         * @param base from 0 to 100 years
         * @throws InvalidJobException if one is not allowed
         */
        public ForException {
            Objects.requireNonNull(type, "type");
            requireAttempts("on(" + type.getSimpleName() + ", ", attempts);
            DurationRange.FROM_ZERO.require("RetryRules.on(" + type.getSimpleName() + ", …).base", base);
        }
    }

    /**
     * Checks the values.
     *
     * @param attempts from 1
     * @param base from 0 to 100 years
     * @param cap from the base to 100 years
     * @param exceptions rules for kinds of failures
     * @throws InvalidJobException if one is not allowed
     */
    public RetryRules {
        exceptions = List.copyOf(exceptions);
        requireAttempts("attempts(", attempts);
        DurationRange.FROM_ZERO.require("RetryRules.backoff.base", base);
        DurationRange.FROM_ZERO.require("RetryRules.backoff.cap", cap);
        if (cap.compareTo(base) < 0) {
            throw new InvalidJobException(
                    "RetryRules.backoff(" + base + ", " + cap + "): the cap must not be below the base.");
        }
    }

    private static void requireAttempts(String call, int attempts) {
        if (attempts < 1) {
            throw new InvalidJobException(
                    "RetryRules." + call + attempts + "): the first attempt counts, so say 1 or more.");
        }
    }

    /**
     * Ten attempts within a few hours.
     *
     * @return rules
     */
    public static RetryRules standard() {
        return STANDARD;
    }

    /**
     * One attempt.
     *
     * @return rules
     */
    public static RetryRules never() {
        return STANDARD.attempts(1);
    }

    /**
     * Allows other numbers of attempts.
     *
     * @param most with the first, from 1
     * @return other rules
     * @throws InvalidJobException if it is below 1
     */
    public RetryRules attempts(int most) {
        return new RetryRules(most, base, cap, exceptions);
    }

    /**
     * Waits for other times.
     *
     * @param newBase bound of the first delay
     * @param newCap of the bounds
     * @return other rules
     * @throws InvalidJobException if the base is out of range or above the cap
     */
    public RetryRules backoff(Duration newBase, Duration newCap) {
        return new RetryRules(attempts, newBase, newCap, exceptions);
    }

    /**
     * Does not try again after a kind of failure.
     *
     * @param type of the exception, or of one that caused it
     * @return other rules
     */
    public RetryRules giveUpOn(Class<? extends Throwable> type) {
        return on(type, 1, base);
    }

    /**
     * Has another rule for a kind of failure.
     *
     * @param type of the exception, or of one that caused it
     * @param most how many attempts, with the first
     * @param newBase bound of the first delay
     * @return other rules
     * @throws InvalidJobException if there are less attempts than 1, or the base is out of range
     */
    public RetryRules on(Class<? extends Throwable> type, int most, Duration newBase) {
        List<ForException> more = new ArrayList<>(exceptions);
        more.add(new ForException(type, most, newBase));
        return new RetryRules(attempts, base, cap, more);
    }

    /** When the next attempt is; empty if there is none. */
    Optional<Duration> next(int attempt, Throwable failure, RandomGenerator random) {
        for (ForException rule : exceptions) {
            if (Thrown.isAny(failure, rule.type()::isInstance)) {
                return delay(attempt, rule.attempts(), rule.base(), random);
            }
        }
        return delay(attempt, attempts, base, random);
    }

    /** When the next attempt is after one that nobody saw fail; empty if there is none. */
    Optional<Duration> nextAfterCrash(int attempt, RandomGenerator random) {
        return delay(attempt, attempts, base, random);
    }

    private Optional<Duration> delay(int attempt, int most, Duration first, RandomGenerator random) {
        if (attempt >= most) {
            return Optional.empty();
        }
        long bound = first.toMillis() << Math.min(attempt - 1, MOST_DOUBLINGS);
        boolean overflown = bound >> Math.min(attempt - 1, MOST_DOUBLINGS) != first.toMillis();
        long capped = overflown ? cap.toMillis() : Math.min(bound, cap.toMillis());
        return Optional.of(Duration.ofMillis(upTo(capped, random)));
    }

    private static long upTo(long bound, RandomGenerator random) {
        try {
            return random.nextLong(bound + 1);
        } catch (RuntimeException broken) { // it is the application's, and the attempt has to end
            return bound;
        }
    }
}
