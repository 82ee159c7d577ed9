package dev.headroom.benchmarks.fetch;

/**
 * How many rows there are, and how wide.
 *
 * @param load how much of them is read
 * @param items for each purchase
 * @param shipments for each purchase
 * @param width of a purchase's note, in letters
 */
record GraphShape(Load load, int items, int shipments, int width) {

    /** The case, but for what differs from run to run. */
    String label() {
        return "load=" + load.label() + "/fan-out=" + items + "x" + shipments + "/width=" + width;
    }

    /** A page in the midst of the table. */
    PurchasePage page() {
        return new PurchasePage(load, PurchasePage.SIZE);
    }
}
