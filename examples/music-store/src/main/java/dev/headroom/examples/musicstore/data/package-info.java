/**
 * Fills an empty store at its start: from a ChinookData.json, or with generated data of the same shape.
 *
 * <p>Either happens in one transaction, together with a row of {@code data_origin} that says what was loaded. So a store
 * is empty or complete, and the next start knows which.
 */
@NullMarked
package dev.headroom.examples.musicstore.data;

import org.jspecify.annotations.NullMarked;
