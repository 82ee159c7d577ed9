package dev.headroom.jobs.dbscheduler;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Sends a statement with its values in their order. */
final class Sql {

    /** Jobs that have not ended, those that run among them, as the index of them says it. */
    static final String WAITING = "state in ('READY', 'SCHEDULED', 'RETRYING')";

    /**
     * The same of a job that is looked for by its id. No index says it so: where the server's statistics know of ended jobs only, it would
     * read the index of all those that have not ended.
     */
    static final String NOT_ENDED = "state not in ('SUCCEEDED', 'CANCELLED', 'DEAD')";

    /** The one name of all tasks; which jobs they are the store knows. */
    static final String TASK = "headroom";

    private Sql() {}

    /** Reads a row. */
    interface Row<T> {
        T read(ResultSet rows) throws SQLException;
    }

    static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            return statement.executeUpdate();
        }
    }

    static <T> List<T> list(Connection connection, Row<T> row, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> read = new ArrayList<>();
                while (rows.next()) {
                    read.add(row.read(rows));
                }
                return read;
            }
        }
    }

    static <T> Optional<T> first(Connection connection, Row<T> row, String sql, Object... values) throws SQLException {
        List<T> rows = list(connection, row, sql, values);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(0));
    }

    static long number(Connection connection, String sql, Object... values) throws SQLException {
        return first(connection, rows -> rows.getLong(1), sql, values).orElse(0L);
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            if (values[index] instanceof Null nothing) {
                statement.setNull(index + 1, nothing.type());
            } else {
                statement.setObject(index + 1, values[index]);
            }
        }
    }

    /** No value of a type. */
    record Null(int type) {

        static final Null TEXT = new Null(java.sql.Types.VARCHAR);
        static final Null NUMBER = new Null(java.sql.Types.BIGINT);
    }

    static Object text(Optional<String> text) {
        return text.<Object>map(value -> value).orElse(Null.TEXT);
    }

    /** So many question marks. */
    static String marks(int count) {
        return "?" + ", ?".repeat(count - 1);
    }
}
