/**
 * What can go wrong. Every exception of this module is a {@link dev.headroom.projection.failure.ProjectionException}.
 *
 * <p>{@link dev.headroom.projection.failure.InvalidProjectionException} ends the start of an application, because a view does not
 * fit its entity. The others come from a query. The exceptions about budgets and field masks stand beside what throws them.
 */
@NullMarked
package dev.headroom.projection.failure;

import org.jspecify.annotations.NullMarked;
