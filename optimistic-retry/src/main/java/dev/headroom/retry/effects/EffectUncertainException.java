package dev.headroom.retry.effects;

/**
 * Thrown when an effect was begun, and it is unknown whether it happened: the process ended, the call threw, or its answer could
 * not be stored. It is not called again until an {@link UncertainEffects} hook has said that it did not happen.
 */
public final class EffectUncertainException extends EffectException {

    private static final long serialVersionUID = 1L;

    EffectUncertainException(String name, String idempotencyKey) {
        super(
                "The effect \"" + name
                        + "\" was begun and may have happened: ask whoever carries it out by its idempotency"
                        + " key, and give the log a hook that does so, EffectLogBuilder.onUncertain.",
                idempotencyKey);
    }

    EffectUncertainException(String name, String idempotencyKey, Throwable cause) {
        super(
                "The effect \"" + name
                        + "\" happened, but its answer could not be stored: try again with the same key, then"
                        + " the hook of EffectLogBuilder.onUncertain is asked for the answer when the lease has ended.",
                idempotencyKey,
                cause);
    }
}
