package dev.headroom.benchmarks.keyset;

import java.util.List;

/** A way to read the page after a row. Each reads one row more than the page, to know whether another page follows. */
interface PageContender {

    int PAGE_SIZE = 20;

    String name();

    /** Whether it can be told to page in this order; whether it then does so is found out. */
    default boolean expresses(PageOrder order) {
        return true;
    }

    /** A call that reads the page again and again, with whatever a reader who paged there would hold. */
    PageCall at(PagePosition position) throws Exception;

    @FunctionalInterface
    interface PageCall {

        List<Reading> read() throws Exception;
    }
}
