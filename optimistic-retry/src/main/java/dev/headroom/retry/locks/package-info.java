/**
 * Row locks for what optimistic updates cannot do.
 *
 * <p>{@link dev.headroom.retry.locks.LockWait} says how long a statement waits for a lock. {@link
 * dev.headroom.retry.locks.LockLimit} limits how many threads hold locks at the same time. {@link
 * dev.headroom.retry.locks.RowClaims} takes rows that no other thread or process has. Begin with the one that you need: each
 * works alone.
 */
@NullMarked
package dev.headroom.retry.locks;

import org.jspecify.annotations.NullMarked;
