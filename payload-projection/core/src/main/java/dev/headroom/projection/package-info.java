/**
 * Slim output: an answer costs what it shows.
 *
 * <p>A {@link dev.headroom.projection.Projection} reads records, or interfaces, from JPA entities with the columns, joins and
 * statements that they need and no others. Build it at start: whatever does not fit the mapping is refused there.
 *
 * <p>A {@link dev.headroom.projection.mask.FieldMask} narrows it to what a request asks for; the view is the allow-list. What comes
 * back are {@link dev.headroom.projection.Row}s, in which a field that was not asked for is absent.
 *
 * <p>A {@link dev.headroom.projection.RowWriter} gets rows field by field, without objects in between; the module
 * {@code headroom-payload-projection-jackson} has one for JSON. A {@link dev.headroom.projection.Payload} tells what the answer
 * cost, and a {@link dev.headroom.projection.Budget} what it may cost.
 *
 * <p>Exceptions are {@link dev.headroom.projection.failure.ProjectionException}s; those of the database and of the persistence
 * provider reach the caller as JPA throws them.
 */
@NullMarked
package dev.headroom.projection;

import org.jspecify.annotations.NullMarked;
