package dev.headroom.retry.effects;

import dev.headroom.retry.exception.RetryException;

/**
 * To be thrown by the function given to {@link Effects#once once} when it is certain that the effect did not happen: it was
 * refused, or never sent. It frees the key, so that the next call with it calls again. Any other exception leaves the effect
 * uncertain, because it may have happened before something failed. It reaches the caller of {@code once} as it is.
 *
 * <p>A refusal to be replayed, such as a declined card, is an answer instead.
 */
public final class EffectRejectedException extends RetryException {

    private static final long serialVersionUID = 1L;

    /**
     * Says that the effect did not happen.
     *
     * @param message why
     */
    public EffectRejectedException(String message) {
        super(message);
    }

    /**
     * Says that the effect did not happen.
     *
     * @param message why
     * @param cause what was thrown
     */
    public EffectRejectedException(String message, Throwable cause) {
        super(message, cause);
    }
}
