/**
 * Updates that hold no lock while they compute: read, compute, compare and set.
 *
 * <p>A {@link dev.headroom.retry.VersionedUpdates} reads an entity in a short transaction, has the application compute without
 * transaction, connection or lock, and writes what changed by one statement that checks the version and raises it. A conflict
 * is a value, an {@link dev.headroom.retry.Outcome}, after as many attempts as a {@link dev.headroom.retry.RetryPolicy}
 * allows.
 *
 * <p>Exceptions are {@link dev.headroom.retry.RetryException}s; those of the database and of the persistence provider reach the
 * caller as JPA throws them.
 */
@NullMarked
package dev.headroom.retry;

import org.jspecify.annotations.NullMarked;
