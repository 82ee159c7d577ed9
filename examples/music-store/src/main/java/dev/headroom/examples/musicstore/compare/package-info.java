/**
 * Reads the same rows by {@code OFFSET} and by keyset, and shows what PostgreSQL did for each.
 *
 * <p>What is explained is the statement that Hibernate really sent, recorded on its way to the driver: see
 * {@link dev.headroom.examples.musicstore.compare.StatementRecorder}.
 */
@NullMarked
package dev.headroom.examples.musicstore.compare;

import org.jspecify.annotations.NullMarked;
