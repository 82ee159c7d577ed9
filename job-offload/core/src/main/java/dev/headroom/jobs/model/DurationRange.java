package dev.headroom.jobs.model;

import java.time.Duration;

/**
 * How long something may take. What every store can keep, and what can be added to any time of a job, is accepted where it is said;
 * everything else is refused there, and not when a job ends.
 *
 * @param least the shortest that is allowed
 * @param most the longest that is allowed
 */
public record DurationRange(Duration least, Duration most) {

    /** From nothing to 100 years. */
    public static final DurationRange FROM_ZERO = new DurationRange(Duration.ZERO, Duration.ofDays(36_525));

    /** From a millisecond, the unit of stores, to 100 years. */
    public static final DurationRange ABOVE_ZERO = new DurationRange(Duration.ofMillis(1), FROM_ZERO.most());

    /** A period: from a millisecond to a day. */
    public static final DurationRange PERIOD = new DurationRange(Duration.ofMillis(1), Duration.ofDays(1));

    /**
     * Checks a duration.
     *
     * @param call what was called with it, for the message
     * @param value to check
     * @return the same
     * @throws InvalidJobException if it is null or out of range
     */
    public Duration require(String call, Duration value) {
        if (value == null || value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidJobException(call + "(" + value + "): it goes from "
                    + counted(least.toMillis(), "millisecond") + " to " + counted(most.toDays(), "day") + ".");
        }
        return value;
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
