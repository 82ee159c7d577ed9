package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.model.InvalidJobException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** Runs statements in transactions of the library's own, which are short. Those that lost against another one are run again. */
final class StoreConnections {

    private static final int TRIES = 6;
    private static final String READ_COMMITTED = "set transaction isolation level read committed";
    private static final long LONGEST_PAUSE = 20_000_000L;

    private final DataSource dataSource;
    private final Dialect dialect;
    private final boolean isolated;

    /**
     * @param isolated whether the data source's connections see a transaction's beginning all along, which those who wait for locks
     *     must not
     */
    StoreConnections(DataSource dataSource, Dialect dialect, boolean isolated) {
        this.dataSource = dataSource;
        this.dialect = dialect;
        this.isolated = isolated;
    }

    DataSource dataSource() {
        return dataSource;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Sends statements. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs one statement, which is a transaction. */
    <T> T single(String what, Work<T> work) {
        return repeated(what, () -> {
            try (Connection connection = dataSource.getConnection()) {
                return connection.getAutoCommit() ? work.run(connection) : committed(connection, work);
            }
        });
    }

    /** Runs statements as a transaction. */
    <T> T transaction(String what, Work<T> work) {
        return repeated(what, () -> {
            try (Connection connection = dataSource.getConnection()) {
                if (!isolated) {
                    return inTransaction(connection, work);
                }
                return dialect.setsIsolationInTransactions()
                        ? inTransaction(connection, own -> {
                            Sql.update(own, READ_COMMITTED);
                            return work.run(own);
                        })
                        : inIsolatedSession(connection, work);
            }
        });
    }

    private <T> T inIsolatedSession(Connection connection, Work<T> work) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try {
            return inTransaction(connection, work);
        } finally {
            restore(connection, () -> connection.setTransactionIsolation(isolation));
        }
    }

    private <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            return committed(connection, work);
        } finally {
            restore(connection, () -> connection.setAutoCommit(autoCommit));
        }
    }

    private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
        try {
            T result = work.run(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException failure) {
            rollBack(connection, failure);
            throw failure;
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            failure.addSuppressed(lost);
        }
    }

    private interface Setting {
        void restore() throws SQLException;
    }

    /** What a broken connection does not take, nobody needs. */
    private static void restore(Connection connection, Setting setting) {
        try {
            if (!connection.isClosed()) {
                setting.restore();
            }
        } catch (SQLException lost) {
            // Whoever uses the connection next is told.
        }
    }

    private interface Attempt<T> {
        T run() throws SQLException;
    }

    private <T> T repeated(String what, Attempt<T> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.run();
            } catch (SQLException failure) {
                if (tried == TRIES || !StoreFailures.isContention(failure)) {
                    throw StoreFailures.of(what, failure, dialect);
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE));
            }
        }
    }

    /**
     * Runs statements in a transaction of the caller's, which they neither commit nor roll back.
     *
     * @throws InvalidJobException if there is none
     */
    <T> T joined(String what, Connection connection, Work<T> work) {
        try {
            if (connection.getAutoCommit()) {
                throw new InvalidJobException(
                        what + ": the connection is in no transaction, because it commits each statement by"
                                + " itself; begin one, for instance by @Transactional or setAutoCommit(false).");
            }
            return work.run(connection);
        } catch (SQLException failure) {
            throw StoreFailures.of(what, failure, dialect);
        }
    }
}
