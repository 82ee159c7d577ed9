package dev.headroom.keyset.internal.index;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The catalog of MariaDB and MySQL. {@code DatabaseMetaData} does not tell an index of the first characters of a column from
 * one of the column, nor an index that is ignored from others.
 */
final class MySqlIndexes implements IndexCatalog {

    private static final String PRIMARY = "PRIMARY";

    @Override
    public List<TableIndex> indexesOf(String table, Connection connection) throws SQLException {
        Builder indexes = new Builder();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show index from " + table)) {
            Set<String> columns = columns(row);
            while (row.next()) {
                boolean ignored =
                        columns.contains("Ignored") && row.getString("Ignored").equals("YES");
                boolean invisible =
                        columns.contains("Visible") && row.getString("Visible").equals("NO");
                if (row.getString("Index_type").equals("BTREE") && !ignored && !invisible) {
                    indexes.add(row.getString("Key_name"), column(row));
                }
            }
        }
        return withPrimaryKey(indexes.build());
    }

    private static Set<String> columns(ResultSet row) throws SQLException {
        Set<String> columns = new HashSet<>();
        for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            columns.add(row.getMetaData().getColumnLabel(column));
        }
        return columns;
    }

    private static IndexColumn column(ResultSet row) throws SQLException {
        // MySQL has an expression instead of the name.
        String name = row.getString("Column_name") == null ? "an expression" : row.getString("Column_name");
        String length = row.getString("Sub_part");
        boolean ascending = !"D".equals(row.getString("Collation"));
        return new IndexColumn(length == null ? name : name + "(" + length + ")", ascending, ascending);
    }

    /** InnoDB puts the columns of the primary key behind those of every other index, and reads them in order, too. */
    private static List<TableIndex> withPrimaryKey(List<TableIndex> indexes) {
        List<IndexColumn> primaryKey = indexes.stream()
                .filter(index -> index.name().equals(PRIMARY))
                .findFirst()
                .map(TableIndex::columns)
                .orElse(List.of());
        return indexes.stream().map(index -> withBehind(index, primaryKey)).toList();
    }

    private static TableIndex withBehind(TableIndex index, List<IndexColumn> primaryKey) {
        List<IndexColumn> columns = new ArrayList<>(index.columns());
        primaryKey.stream()
                .filter(part -> index.columns().stream().noneMatch(part::isOfSameColumn))
                .forEach(columns::add);
        return new TableIndex(index.name(), columns);
    }
}
