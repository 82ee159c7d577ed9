/**
 * What Hibernate's mapping says of an entity that is updated. Applications must not use it: it changes without notice.
 *
 * <p>Begin with {@link dev.headroom.retry.internal.mapping.VersionedEntity}. {@link dev.headroom.retry.internal.mapping.Snapshot} is
 * an entity as it was read. {@link dev.headroom.retry.internal.mapping.Attributes} has the rules for names and values in a patch.
 * {@link dev.headroom.retry.internal.mapping.OneStatement} decides whether one statement does all that Hibernate would do.
 */
@NullMarked
package dev.headroom.retry.internal.mapping;

import org.jspecify.annotations.NullMarked;
