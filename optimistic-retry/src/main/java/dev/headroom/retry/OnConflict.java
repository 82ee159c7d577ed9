package dev.headroom.retry;

/** What follows when somebody else has changed an entity since it was read. */
public enum OnConflict {

    /** Another attempt, on what is there now. */
    RETRY,

    /** None: the outcome is {@link Outcome.Skipped}, and the other's change stands. */
    SKIP,

    /** None: a {@link ConflictException} is thrown. */
    FAIL
}
