package dev.headroom.keyset.internal.index;

import dev.headroom.keyset.internal.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The indexes of a database, by which rows can be read in order. */
interface IndexCatalog {

    /**
     * Those that are in use and hold all rows. A plan would not tell: for a small table the planner prefers a sort.
     *
     * @param table as it stands in SQL
     */
    List<TableIndex> indexesOf(String table, Connection connection) throws SQLException;

    static IndexCatalog of(SessionFactoryImplementor factory, Database database) {
        Dialect dialect = factory.getJdbcServices().getDialect();
        if (dialect instanceof PostgreSQLDialect) {
            return new PostgresIndexes();
        }
        if (dialect instanceof MySQLDialect || dialect instanceof MariaDBDialect) {
            return new MySqlIndexes();
        }
        return new JdbcIndexes(factory.getJdbcServices().getJdbcEnvironment().getIdentifierHelper(), database);
    }

    /** Collects columns, which come one by one. */
    final class Builder {

        private final Map<String, List<IndexColumn>> columns = new LinkedHashMap<>();

        void add(String index, IndexColumn column) {
            columns.computeIfAbsent(index, name -> new ArrayList<>()).add(column);
        }

        List<TableIndex> build() {
            return columns.entrySet().stream()
                    .map(index -> new TableIndex(index.getKey(), index.getValue()))
                    .toList();
        }
    }
}
