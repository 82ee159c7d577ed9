package dev.headroom.benchmarks.fetch;

import java.util.List;

/** A way to read a page of purchases with what belongs to them. */
interface GraphContender {

    String name();

    /** A call that reads the page again and again, each time into an empty persistence context. */
    GraphCall at(PurchasePage page) throws Exception;

    @FunctionalInterface
    interface GraphCall {

        LoadedPage read() throws Exception;
    }

    /** What was read. Its session is closed. */
    @FunctionalInterface
    interface LoadedPage {

        /** For comparison; not timed. */
        List<PurchaseGraph> graphs();
    }
}
