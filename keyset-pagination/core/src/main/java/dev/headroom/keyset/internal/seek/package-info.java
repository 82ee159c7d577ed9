/**
 * Which rows lie beyond a position, as conditions that an index serves. Not for applications.
 *
 * <p>Begin with {@link dev.headroom.keyset.internal.seek.SeekRange}: the rows beyond a position are a few of them.
 */
@NullMarked
package dev.headroom.keyset.internal.seek;

import org.jspecify.annotations.NullMarked;
