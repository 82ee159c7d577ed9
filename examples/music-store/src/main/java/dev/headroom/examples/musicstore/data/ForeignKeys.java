package dev.headroom.examples.musicstore.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * The foreign keys of the store's tables, taken away for the time of a load and checked at its end, all in the load's
 * transaction. So tables can come in any order, and PostgreSQL checks with one join a key instead of one lookup a row.
 */
final class ForeignKeys {

    private static final String ALL = """
            select format('alter table %s drop constraint %I', conrelid::regclass, conname),
                   format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
            from pg_constraint
            where contype = 'f' and connamespace = current_schema()::regnamespace
            """;

    private final List<String> additions;

    private ForeignKeys(List<String> additions) {
        this.additions = additions;
    }

    static ForeignKeys drop(Connection connection) throws SQLException {
        List<String> drops = new ArrayList<>();
        List<String> additions = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(ALL)) {
            while (rows.next()) {
                drops.add(rows.getString(1));
                additions.add(rows.getString(2));
            }
        }
        execute(connection, drops);
        return new ForeignKeys(additions);
    }

    void restore(Connection connection) throws SQLException {
        execute(connection, additions);
    }

    private static void execute(Connection connection, List<String> commands) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
