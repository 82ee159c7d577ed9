package dev.headroom.retry;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long to wait before an attempt is repeated. Waiting makes those that met once less likely to meet again; chance keeps
 * them from meeting all together later.
 *
 * <p>The formulas are those of M. Brooker, "Exponential Backoff and Jitter" (AWS Architecture Blog, 2015).
 */
@FunctionalInterface
public interface Backoff {

    /**
     * Tells how long to wait.
     *
     * @param retry which one, from 1
     * @param random the source of chance
     * @return not negative
     */
    Duration delay(int retry, RandomGenerator random);

    /**
     * Any time from nothing to a bound that doubles with each retry: {@code random(0, min(cap, base * 2^(retry - 1)))}.
     * It makes the fewest calls when many compete for one row.
     *
     * @param base the bound of the first retry; more than nothing
     * @param cap the greatest bound; not less than {@code base}, and at most 365 days
     * @return a backoff
     * @throws IllegalArgumentException if the bounds are not in this order, or the cap is longer than a year
     */
    static Backoff fullJitter(Duration base, Duration cap) {
        Objects.requireNonNull(cap, "cap");
        if (base.isNegative() || base.isZero() || base.compareTo(cap) > 0 || cap.toDays() > 365) {
            throw new IllegalArgumentException("fullJitter(" + base + ", " + cap
                    + "): the base must be more than nothing, and not more than the cap, which is at most 365 days.");
        }
        return (retry, random) -> {
            long bound = cap.toNanos();
            // A shift of more digits than a long has would start over.
            if (retry - 1 < Long.numberOfLeadingZeros(base.toNanos()) - 1) {
                bound = Math.min(bound, base.toNanos() << (retry - 1));
            }
            return Duration.ofNanos(random.nextLong(bound + 1));
        };
    }

    /**
     * Does not wait: for tests, and for updates that meet seldom.
     *
     * @return a backoff
     */
    static Backoff none() {
        return (retry, random) -> Duration.ZERO;
    }
}
