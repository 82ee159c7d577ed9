/**
 * What the packages of this module share. Applications must not use it: it changes without notice.
 *
 * <p>Begin with {@link dev.headroom.retry.internal.Transactions}, which opens, commits and rolls back. {@link
 * dev.headroom.retry.internal.SqlFailure} says what a failure of the database means. {@link
 * dev.headroom.retry.internal.FreshContext} looks at rows past a persistence context that is open already.
 */
@NullMarked
package dev.headroom.retry.internal;

import org.jspecify.annotations.NullMarked;
