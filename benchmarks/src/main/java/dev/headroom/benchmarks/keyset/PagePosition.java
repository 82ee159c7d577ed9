package dev.headroom.benchmarks.keyset;

import org.jspecify.annotations.Nullable;

/**
 * Where a page starts.
 *
 * @param order the order of the list
 * @param depth how many rows lie before the page
 * @param last the row right before the page, null if it is the first page
 */
record PagePosition(PageOrder order, int depth, @Nullable Reading last) {}
