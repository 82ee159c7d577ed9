/**
 * A music store on PostgreSQL that pages its lists by keyset, and shows beside it what {@code OFFSET} costs.
 *
 * <p>Start reading at {@link dev.headroom.examples.musicstore.web} for the lists and their pages, or at
 * {@link dev.headroom.examples.musicstore.compare} for the measurements. Where the data come from is in
 * {@link dev.headroom.examples.musicstore.data}, and the server that keeps them in
 * {@link dev.headroom.examples.musicstore.embedded}.
 */
@NullMarked
package dev.headroom.examples.musicstore;

import org.jspecify.annotations.NullMarked;
