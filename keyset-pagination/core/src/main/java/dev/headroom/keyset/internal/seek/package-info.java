/**
 * Which rows lie beyond a position, as conditions that an index serves. Not for applications.
 *
 * <p>Begin with {@link dev.headroom.keyset.internal.seek.SeekRange}: the rows beyond a {@link
 * dev.headroom.keyset.internal.seek.Seek} are a few of them. {@code SeekRangePredicate} makes criteria of one and {@code
 * SeekRangeCondition} a text for readers. {@code Bounds} are the ends of a part of the list.
 */
@NullMarked
package dev.headroom.keyset.internal.seek;

import org.jspecify.annotations.NullMarked;
