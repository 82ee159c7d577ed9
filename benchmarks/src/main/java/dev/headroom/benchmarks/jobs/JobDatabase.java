package dev.headroom.benchmarks.jobs;

import com.zaxxer.hikari.HikariDataSource;
import dev.headroom.testsupport.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database as the benchmark itself sees it, on connections of its own, whose statements the server does not count. */
final class JobDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 3;

    private final HikariDataSource dataSource = new HikariDataSource();

    JobDatabase(Database database) throws SQLException {
        dataSource.setJdbcUrl(database.url());
        dataSource.setUsername(database.user());
        dataSource.setPassword(database.password());
        dataSource.setMaximumPoolSize(CONNECTIONS);
        dataSource.setConnectionInitSql("set pg_stat_statements.track = none");
        execute("create extension if not exists pg_stat_statements");
        execute("create extension if not exists pgstattuple");
        execute("create table if not exists " + Orders.TABLE + " (id bigint primary key, note text not null)");
    }

    /** Deletes jobs and orders, dead rows too. */
    void clear(JobContender contender) throws SQLException {
        execute("truncate table " + Orders.TABLE + ", " + String.join(", ", contender.tables()) + " cascade");
    }

    /** Jobs that are due and not at their end. */
    long unfinished(JobContender contender) throws SQLException {
        return number(contender.unfinished());
    }

    long orders() throws SQLException {
        return number("select count(*) from " + Orders.TABLE);
    }

    /** Rows that nobody sees any more and that are still in the tables. */
    long deadRows(JobContender contender) throws SQLException {
        long dead = 0;
        for (String table : contender.tables()) {
            dead += number("select dead_tuple_count from pgstattuple('" + table + "')");
        }
        return dead;
    }

    /** Leaves jobs of the future and ended ones behind, of which the server knows and which it need not clean up. */
    void fill(JobContender contender, int rows) throws SQLException {
        for (String table : contender.tables()) {
            execute("alter table " + table + " set (autovacuum_enabled = false)");
        }
        try (Connection connection = dataSource.getConnection()) {
            for (String insert : contender.backlog()) {
                try (PreparedStatement statement = connection.prepareStatement(insert)) {
                    statement.setInt(1, rows);
                    statement.executeUpdate();
                }
            }
        }
        for (String table : contender.tables()) {
            execute("vacuum (freeze, analyze) " + table);
        }
        execute("checkpoint");
    }

    /** Takes the backlog away. */
    void empty(JobContender contender) throws SQLException {
        clear(contender);
        for (String table : contender.tables()) {
            execute("alter table " + table + " reset (autovacuum_enabled)");
        }
    }

    /** A transaction that has seen something, and holds on to it until it is closed. */
    Connection openSnapshot() throws SQLException {
        Connection connection = dataSource.getConnection();
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                ResultSet seen = statement.executeQuery("select 1")) {
            seen.next();
        }
        return connection;
    }

    long number(String query) throws SQLException {
        return numbers(query, 1).get(0);
    }

    /** Of one row, the first columns. */
    List<Long> numbers(String query, int columns) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            Long[] numbers = new Long[columns];
            for (int column = 0; column < columns; column++) {
                numbers[column] = row.getLong(column + 1);
            }
            return List.of(numbers);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
