package dev.headroom.examples.musicstore.compare;

/**
 * One page of a list, read in two ways.
 *
 * @param depth how many rows come before the page
 * @param size how many rows were asked for
 * @param sameRows whether both ways gave the same rows in the same order
 * @param offset what {@code OFFSET} cost
 * @param keyset what the keyset cost
 */
record Comparison(int depth, int size, boolean sameRows, Measurement offset, Measurement keyset) {}
