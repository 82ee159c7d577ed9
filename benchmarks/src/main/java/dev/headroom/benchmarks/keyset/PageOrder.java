package dev.headroom.benchmarks.keyset;

import dev.headroom.keyset.SortKey;
import java.util.List;

/**
 * An order that is paged.
 *
 * @param label its name in the results
 * @param orderBy the same in SQL
 * @param keys the same for a keyset
 * @param seeks the best conditions that can be written by hand, to be run in turn until the page is full
 */
record PageOrder(String label, String orderBy, List<SortKey> keys, List<String> seeks) {

    static List<PageOrder> all() {
        return List.of(
                new PageOrder(
                        "uniform",
                        "takenAt desc, id desc",
                        List.of(SortKey.desc("takenAt"), SortKey.desc("id")),
                        List.of("(takenAt, id) < (?, ?)")),
                // No comparison of rows can express two directions.
                new PageOrder(
                        "mixed",
                        "takenAt desc, id asc",
                        List.of(SortKey.desc("takenAt"), SortKey.asc("id")),
                        List.of("takenAt = ? and id > ?", "takenAt < ?")));
    }
}
