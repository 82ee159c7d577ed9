package dev.headroom.keyset.internal.index;

import dev.headroom.keyset.internal.database.Database;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;

/** What JDBC tells of any database. It does not tell where nulls stand, so they are taken to be where they are by default. */
final class JdbcIndexes implements IndexCatalog {

    private final IdentifierHelper identifiers;
    private final Database database;

    JdbcIndexes(IdentifierHelper identifiers, Database database) {
        this.identifiers = identifiers;
        this.database = database;
    }

    @Override
    public List<TableIndex> indexesOf(String table, Connection connection) throws SQLException {
        int dot = table.lastIndexOf('.');
        Identifier name = Identifier.toIdentifier(table.substring(dot + 1));
        String schema = dot < 0
                ? connection.getSchema()
                : identifiers.toMetaDataSchemaName(
                        Identifier.toIdentifier(table.substring(table.lastIndexOf('.', dot - 1) + 1, dot)));
        Builder indexes = new Builder();
        try (ResultSet row = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), schema, identifiers.toMetaDataObjectName(name), false, true)) {
            while (row.next()) {
                if (holdsAllRows(row)) {
                    indexes.add(row.getString("INDEX_NAME"), column(row));
                }
            }
        }
        return indexes.build();
    }

    private static boolean holdsAllRows(ResultSet row) throws SQLException {
        return row.getShort("TYPE") != DatabaseMetaData.tableIndexStatistic
                && row.getString("FILTER_CONDITION") == null
                && row.getString("COLUMN_NAME") != null;
    }

    private IndexColumn column(ResultSet row) throws SQLException {
        boolean ascending = !"D".equals(row.getString("ASC_OR_DESC"));
        return new IndexColumn(row.getString("COLUMN_NAME"), ascending, !database.putsNullsLast(ascending));
    }
}
