package dev.headroom.retry.effects;

import dev.headroom.retry.exception.RetryException;

/** The root of what an {@link Effects#once once} call throws because of what the table says of its effect. */
public abstract class EffectException extends RetryException {

    private static final long serialVersionUID = 1L;

    /** Of the row, and of the call. */
    private final String idempotencyKey;

    EffectException(String message, String idempotencyKey) {
        super(message);
        this.idempotencyKey = idempotencyKey;
    }

    EffectException(String message, String idempotencyKey, Throwable cause) {
        super(message, cause);
        this.idempotencyKey = idempotencyKey;
    }

    /**
     * The key that the call gets, which is also that of its row. It is not in the message, because keys may be personal.
     *
     * @return the caller's key, a slash, and the effect's name
     */
    public final String idempotencyKey() {
        return idempotencyKey;
    }
}
