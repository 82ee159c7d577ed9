package dev.headroom.keyset.internal.index;

import dev.headroom.keyset.internal.database.Database;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    private static final int HASH_LENGTH = 8;

    OrderIndex {
        columns = List.copyOf(columns);
    }

    /** Those that have the columns side by side, as they are or all reversed; the fewest columns before them first. */
    List<IndexMatch> servedBy(List<TableIndex> indexes) {
        return indexes.stream()
                .flatMap(index -> serving(index).stream())
                .sorted(Comparator.comparing(index -> index.columnsBefore().size()))
                .toList();
    }

    private Optional<IndexMatch> serving(TableIndex index) {
        return IntStream.rangeClosed(0, index.columns().size() - columns.size())
                .filter(start ->
                        standAt(start, index, column -> column) || standAt(start, index, IndexColumn::reversed))
                .mapToObj(start -> new IndexMatch(
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
        return "create index " + name(parts, longestName) + " on " + table + " (" + String.join(", ", parts) + ")";
    }

    /**
     * Says what the index has, and needs no quotes. Databases cut a name that is too long or refuse it; two long names may
     * differ at their ends alone.
     */
    private String name(List<String> parts, int longest) {
        String simpleTable = table.substring(table.lastIndexOf('.') + 1);
        String full = simpleTable + "_" + String.join("_", parts);
        String name = full.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "")
                .concat("_idx");
        // A digit cannot stand first, and what was replaced may have been all that told two names apart.
        boolean plain = full.matches("\\p{ASCII}+") && !Character.isDigit(name.charAt(0));
        if (plain && name.length() <= longest) {
            return name;
        }
        String hash = String.format(Locale.ROOT, "%0" + HASH_LENGTH + "x", (table + parts).hashCode());
        String start = plain ? name : "idx_" + name;
        return start.substring(0, Math.min(start.length(), longest - HASH_LENGTH - 1)) + "_" + hash;
    }

    private static String sql(IndexColumn column, Database database) {
        String direction = column.ascending() ? "" : " desc";
        boolean isDefault = column.nullsFirst() != database.putsNullsLast(column.ascending());
        String nulls = isDefault ? "" : column.nullsFirst() ? " nulls first" : " nulls last";
        return column.expression() + direction + nulls;
    }
}
