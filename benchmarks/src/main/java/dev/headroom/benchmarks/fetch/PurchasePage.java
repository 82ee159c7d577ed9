package dev.headroom.benchmarks.fetch;

/**
 * What is read: the purchases that follow one, in the order of their ids.
 *
 * @param load what is read with them
 * @param after the id that the page follows
 */
record PurchasePage(Load load, long after) {

    /** How many purchases. */
    static final int SIZE = 50;
}
