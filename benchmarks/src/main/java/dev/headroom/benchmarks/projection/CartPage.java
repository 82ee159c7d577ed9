package dev.headroom.benchmarks.projection;

/**
 * How much of the carts is read.
 *
 * @param carts how many
 * @param notes whether with the second collection
 */
record CartPage(int carts, boolean notes) {

    /** All rows are behind it, so that a query without the filter returns the same ones. */
    static final Long AFTER = 0L;
}
