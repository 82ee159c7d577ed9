package dev.headroom.retry;

import org.jspecify.annotations.Nullable;

/**
 * An effect that was begun.
 *
 * @param fingerprint of the request; null if the caller gave none
 * @param owner the token of the call that has the lease, or that ended it
 * @param leaseUntil milliseconds since 1970
 * @param finished whether it happened
 * @param answer if it happened
 */
record EffectRow(
        @Nullable String fingerprint,
        String owner,
        long leaseUntil,
        boolean finished,
        @Nullable String answer) {

    /** Whether the effect may still end by itself. */
    boolean isInFlight(long now) {
        return !finished && now < leaseUntil;
    }
}
