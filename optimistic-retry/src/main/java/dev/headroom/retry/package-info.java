/**
 * Updates that hold no lock while they compute: read, compute, compare and set.
 *
 * <p>A {@link dev.headroom.retry.VersionedUpdates} reads an entity in a short transaction, has the application compute without
 * transaction, connection or lock, and writes what changed by one statement that checks the version and raises it. A conflict
 * is a value, an {@link dev.headroom.retry.Outcome}, after as many attempts as a {@link dev.headroom.retry.RetryPolicy}
 * allows.
 *
 * <p>An {@link dev.headroom.retry.EffectLog} makes side effects within it happen once, over all attempts and restarts. Where rows are
 * locked all the same, {@link dev.headroom.retry.LockWait} says for how long to wait, {@link dev.headroom.retry.LockLimit} how many
 * may do so at once, and {@link dev.headroom.retry.RowClaims} takes rows that nobody else has. {@link
 * dev.headroom.retry.EntityTags} and {@link dev.headroom.retry.IfMatch} carry versions over HTTP.
 *
 * <p>Exceptions are {@link dev.headroom.retry.RetryException}s; those of the database and of the persistence provider reach the
 * caller as JPA throws them.
 */
@NullMarked
package dev.headroom.retry;

import org.jspecify.annotations.NullMarked;
