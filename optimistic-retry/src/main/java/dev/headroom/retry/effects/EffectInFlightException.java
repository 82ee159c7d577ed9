package dev.headroom.retry.effects;

import java.time.Instant;

/**
 * Thrown when somebody else has begun the same effect, and has not ended it. Nothing was called, unless the caller's own lease
 * ended during its call, so that another took over: then the answer of that call is not stored. Try again later, or answer your
 * own caller with 409 Conflict.
 */
public final class EffectInFlightException extends EffectException {

    private static final long serialVersionUID = 1L;

    /** By the clock of the log. */
    private final Instant leaseEnd;

    EffectInFlightException(String name, String idempotencyKey, Instant leaseEnd) {
        super(
                "The effect \"" + name + "\" is in flight elsewhere until " + leaseEnd
                        + " at the latest: try again with the same key, then its answer is replayed, or what became of it is"
                        + " found out.",
                idempotencyKey);
        this.leaseEnd = leaseEnd;
    }

    /**
     * When the other's lease ends, by the clock of the log. If it has not answered until then, the effect is uncertain.
     *
     * @return a time; past if the other gave up at this moment
     */
    public Instant leaseEnd() {
        return leaseEnd;
    }
}
