package dev.headroom.keyset.internal.index;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * PostgreSQL's own catalog. {@code DatabaseMetaData} does not know where nulls stand in an index, takes {@code include}
 * columns for keys, and lists indexes that are not valid.
 */
final class PostgresIndexes implements IndexCatalog {

    /** A column that is sorted by another collation or operator class finds rows, but not in the order of the table's. */
    private static final String SQL = """
            select c.relname, pg_get_indexdef(i.indexrelid, k.n, true),
                   i.indoption[k.n - 1] & 1 = 0, i.indoption[k.n - 1] & 2 <> 0,
                   o.opcdefault and (i.indcollation[k.n - 1] = 0 or exists (
                       select from pg_attribute a
                       where a.attrelid = i.indrelid and a.attcollation = i.indcollation[k.n - 1]
                    and (i.indkey[k.n - 1] in (0, a.attnum))))
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_am m on m.oid = c.relam
            cross join generate_series(1, i.indnkeyatts) k (n)
            join pg_opclass o on o.oid = i.indclass[k.n - 1]
            where i.indrelid = to_regclass(?) and m.amname = 'btree' and i.indisvalid and i.indpred is null
            order by c.relname, k.n""";

    @Override
    public List<TableIndex> indexesOf(String table, Connection connection) throws SQLException {
        Builder indexes = new Builder();
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String expression = row.getString(2) + (row.getBoolean(5) ? "" : " in another collation");
                    indexes.add(row.getString(1), new IndexColumn(expression, row.getBoolean(3), row.getBoolean(4)));
                }
            }
        }
        return indexes.build();
    }
}
