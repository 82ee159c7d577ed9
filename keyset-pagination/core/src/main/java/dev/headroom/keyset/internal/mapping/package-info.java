/**
 * What the mapping of an entity says: paths, ids, unique keys, columns. Not for applications.
 *
 * <p>Begin with {@link dev.headroom.keyset.internal.mapping.KeyPath}, the way from an entity to an attribute. The other
 * classes answer one question each.
 */
@NullMarked
package dev.headroom.keyset.internal.mapping;

import org.jspecify.annotations.NullMarked;
