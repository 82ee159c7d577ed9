/**
 * A total order over the rows of an entity. Not for applications.
 *
 * <p>Begin with {@link dev.headroom.keyset.internal.order.SeekOrder}, which consists of {@link
 * dev.headroom.keyset.internal.order.Key keys}. A key is what an application asked for ({@code SortRule}) with what the
 * mapping says of it. {@code DoubtedKeys} finds the keys that may be null although the mapping denies it.
 */
@NullMarked
package dev.headroom.keyset.internal.order;

import org.jspecify.annotations.NullMarked;
