package dev.headroom.retry.effects;

import java.time.Instant;

/**
 * An effect that was begun, and of which it is unknown whether it happened.
 *
 * @param key of the caller, as in {@link EffectLog#forKey(String)}
 * @param name as in {@link Effects#once}
 * @param idempotencyKey that the call got
 * @param leaseEnd when the lease of the last call ended; at once if it threw
 */
public record UncertainEffect(String key, String name, String idempotencyKey, Instant leaseEnd) {}
