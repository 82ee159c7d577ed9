package dev.headroom.keyset;

import dev.headroom.keyset.KeysetExplanation.ServingIndex;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The index that an order needs.
 *
 * @param table as it stands in SQL
 * @param columns in the order of the keys, each as the statements sort it
 */
record OrderIndex(String table, List<IndexColumn> columns) {

    OrderIndex {
        columns = List.copyOf(columns);
    }

    /** Those that have the columns side by side, as they are or all reversed; the fewest columns before them first. */
    List<ServingIndex> servedBy(List<TableIndex> indexes) {
        return indexes.stream()
                .flatMap(index -> serving(index).stream())
                .sorted(Comparator.comparing(index -> index.columnsBefore().size()))
                .toList();
    }

    private Optional<ServingIndex> serving(TableIndex index) {
        return IntStream.rangeClosed(0, index.columns().size() - columns.size())
                .filter(start ->
                        standAt(start, index, column -> column) || standAt(start, index, IndexColumn::reversed))
                .mapToObj(start -> new ServingIndex(
                        index.name(),
                        index.columns().subList(0, start).stream()
                                .map(IndexColumn::expression)
                                .toList()))
                .findFirst();
    }

    private boolean standAt(int start, TableIndex index, UnaryOperator<IndexColumn> direction) {
        return IntStream.range(0, columns.size())
                .allMatch(column -> direction
                        .apply(columns.get(column))
                        .sortsLike(index.columns().get(start + column)));
    }

    /** A plain index where one is enough: it is the same, read from the other end, if all columns are descending. */
    OrderIndex readable() {
        Stream<IndexColumn> all = columns.stream();
        return all.anyMatch(IndexColumn::ascending)
                ? this
                : new OrderIndex(
                        table, columns.stream().map(IndexColumn::reversed).toList());
    }

    String ddl(Database database, int longestName) {
        List<String> parts =
                columns.stream().map(column -> sql(column, database)).toList();
        String name = new IndexName(table, parts).atMost(longestName);
        return "create index " + name + " on " + table + " (" + String.join(", ", parts) + ")";
    }

    private static String sql(IndexColumn column, Database database) {
        String direction = column.ascending() ? "" : " desc";
        boolean isDefault = column.nullsFirst() != database.putsNullsLast(column.ascending());
        String nulls = isDefault ? "" : column.nullsFirst() ? " nulls first" : " nulls last";
        return column.expression() + direction + nulls;
    }
}
