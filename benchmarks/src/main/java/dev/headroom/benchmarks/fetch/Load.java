package dev.headroom.benchmarks.fetch;

import java.util.Locale;

/** How much of the graph is loaded. */
enum Load {
    /** Two collections, and the customer's chain of to-one associations. */
    COLLECTIONS,
    /** The same, and a chain of to-one associations beneath the items. */
    CHAINS;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean products() {
        return this == CHAINS;
    }
}
