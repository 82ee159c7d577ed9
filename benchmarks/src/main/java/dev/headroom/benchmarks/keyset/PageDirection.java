package dev.headroom.benchmarks.keyset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Which way a reader pages: from the first row, or from the last one. */
enum PageDirection {
    FORWARD,
    BACKWARD;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The page in the order of the list, from rows in the order of reading. */
    List<Reading> page(List<Reading> read) {
        List<Reading> page = new ArrayList<>(read.subList(0, Math.min(PageContender.PAGE_SIZE, read.size())));
        if (this == BACKWARD) {
            Collections.reverse(page);
        }
        return page;
    }
}
