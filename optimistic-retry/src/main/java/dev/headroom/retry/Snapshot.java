package dev.headroom.retry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entity as it was read.
 *
 * @param entity the application may change it, which changes nothing else
 * @param version null if there is none
 * @param state its attributes, in the order of the mapping; the application cannot change them
 */
record Snapshot<E>(E entity, @Nullable Object version, List<@Nullable Object> state) {}
