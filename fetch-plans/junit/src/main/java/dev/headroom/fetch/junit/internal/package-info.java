/**
 * What Hibernate finds on the class path and calls. Applications must not use this package.
 *
 * <p>{@link dev.headroom.fetch.junit.internal.CountedStatements} prepares each factory for a watch. It uses nothing of
 * the parent package.
 */
@NullMarked
package dev.headroom.fetch.junit.internal;

import org.jspecify.annotations.NullMarked;
