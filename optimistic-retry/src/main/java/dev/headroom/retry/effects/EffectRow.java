package dev.headroom.retry.effects;

import org.jspecify.annotations.Nullable;

/**
 * An effect that was begun.
 *
 * @param fingerprint of the request; null if the caller gave none
 * @param owner the token of the call that has the lease, or that ended it
 * @param leaseUntil milliseconds since 1970
 * @param state by the clock of the leases
 * @param answer if it happened
 */
record EffectRow(
        @Nullable String fingerprint,
        String owner,
        long leaseUntil,
        State state,
        @Nullable String answer) {

    /** How it stood when the row was read. */
    enum State {
        /** It may still end by itself. */
        IN_FLIGHT,
        /** The lease has ended: it may have happened. */
        UNCERTAIN,
        /** It happened. */
        FINISHED
    }

    boolean finished() {
        return state == State.FINISHED;
    }
}
