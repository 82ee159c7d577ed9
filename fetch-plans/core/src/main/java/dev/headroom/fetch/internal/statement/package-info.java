/**
 * The statements that the library writes itself: children of many owners, and rows by their ids. Applications must not
 * use this package.
 *
 * <p>Begin with {@link dev.headroom.fetch.internal.statement.ChildQuery}, which makes the statement for a list of
 * children. {@link dev.headroom.fetch.internal.statement.Limiting} says how each database reads only the first children
 * of each owner. {@link dev.headroom.fetch.internal.statement.OwnerIds} binds the ids, and {@link
 * dev.headroom.fetch.internal.statement.BatchLimit} says how many of them fit in one statement.
 *
 * <p>This package uses {@code internal.mapping} and no other package of the library.
 */
@NullMarked
package dev.headroom.fetch.internal.statement;

import org.jspecify.annotations.NullMarked;
