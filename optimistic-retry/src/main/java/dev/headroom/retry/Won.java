package dev.headroom.retry;

import org.jspecify.annotations.Nullable;

/**
 * A patch was written, if its transaction is committed.
 *
 * @param version that the entity has then; null for none
 */
record Won(@Nullable Object version) {}
