/**
 * What all packages of this module throw.
 *
 * <p>Begin with {@link dev.headroom.retry.exception.RetryException}, the root. Exceptions that carry a value of one package stand
 * in that package. Exceptions of the database and of the persistence provider are not wrapped: they reach you as JPA throws them.
 */
@NullMarked
package dev.headroom.retry.exception;

import org.jspecify.annotations.NullMarked;
