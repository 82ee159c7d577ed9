package dev.headroom.keyset.internal.index;

import java.util.List;

/** An index that a table has, which holds all of its rows. */
record TableIndex(String name, List<IndexColumn> columns) {

    TableIndex {
        columns = List.copyOf(columns);
    }
}
