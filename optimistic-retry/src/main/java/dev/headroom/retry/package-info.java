/**
 * Updates that hold no lock while they compute: read, compute, compare and set.
 *
 * <p>Begin with {@link dev.headroom.retry.VersionedUpdates}. It reads an entity in a short transaction, lets your function
 * compute without transaction, connection or lock, and writes what changed by one statement that checks the version and raises
 * it. Your function returns a {@link dev.headroom.retry.Patch}. A conflict is a value, an {@link dev.headroom.retry.Outcome},
 * after as many attempts as the {@link dev.headroom.retry.RetryPolicy} allows.
 *
 * <p>{@link dev.headroom.retry.VersionedUpdate} is the update of one entity, and {@code UpdateRun} one call of it. {@link
 * dev.headroom.retry.VersionedBatch} is the update of many, and {@code BatchRun} one call of it. {@code PatchStatement} decides
 * how a patch is written: by {@code PatchSql}, or by Hibernate in {@code PatchEntity}.
 *
 * <p>Other packages: {@code effects} makes side effects happen once, {@code locks} limits and claims row locks, {@code http} carries
 * versions in headers, {@code exception} has what all of them throw.
 */
@NullMarked
package dev.headroom.retry;

import org.jspecify.annotations.NullMarked;
