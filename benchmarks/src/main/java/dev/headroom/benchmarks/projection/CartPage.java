package dev.headroom.benchmarks.projection;

/**
 * How much of the carts is read.
 *
 * @param carts how many
 * @param notes whether with the second collection
 */
record CartPage(int carts, boolean notes) {

    /** The id that all rows lie behind. */
    static final Long AFTER = 0L;
}
