package dev.headroom.retry.effects;

/**
 * Thrown when a key comes with another fingerprint than before: a caller has used it for two requests. Nothing was called.
 * Over HTTP this is 422 Unprocessable Content.
 */
public final class EffectKeyReusedException extends EffectException {

    private static final long serialVersionUID = 1L;

    EffectKeyReusedException(String name, String idempotencyKey) {
        super(
                "The key of the effect \"" + name
                        + "\" was used for a request with another fingerprint: give each request"
                        + " a key of its own, and repeat it unchanged.",
                idempotencyKey);
    }
}
