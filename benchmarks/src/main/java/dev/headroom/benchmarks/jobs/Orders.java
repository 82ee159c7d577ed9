package dev.headroom.benchmarks.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a business writes in the transaction that also enqueues a job. */
final class Orders {

    static final String TABLE = "customer_order";

    private Orders() {}

    static void insert(Connection connection, long number) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + TABLE + " (id, note) values (?, 'paid')")) {
            insert.setLong(1, number);
            insert.executeUpdate();
        }
    }

    /** Does something in a transaction. */
    static void inTransaction(DataSource dataSource, Work work) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.run(connection);
                connection.commit();
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    /** What belongs to a transaction. */
    @FunctionalInterface
    interface Work {

        void run(Connection connection) throws SQLException;
    }
}
