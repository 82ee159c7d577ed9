/**
 * A PostgreSQL server that the store brings along, for those who have none at hand: it starts and stops with the store
 * and keeps its data in a directory between starts.
 *
 * <p>With {@code spring.datasource.url} set, nothing in here is used except the check that the URL is PostgreSQL's.
 */
@NullMarked
package dev.headroom.examples.musicstore.embedded;

import org.jspecify.annotations.NullMarked;
