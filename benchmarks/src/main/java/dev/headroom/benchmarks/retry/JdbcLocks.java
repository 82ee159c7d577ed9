package dev.headroom.benchmarks.retry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Locks a row before it computes, and holds the lock, the transaction and the connection until it has written. */
final class JdbcLocks implements UpdateContender {

    private static final String READ = "select id, version, balance, owner from Account";

    private final String name;
    private final DataSource dataSource;
    private final String select;
    private final boolean any;

    private JdbcLocks(String name, DataSource dataSource, String select, boolean any) {
        this.name = name;
        this.dataSource = dataSource;
        this.select = select;
        this.any = any;
    }

    /** One that waits for the row, and one that takes any row which is free. */
    static List<UpdateContender> all(DataSource dataSource) {
        return List.of(
                new JdbcLocks("for-update", dataSource, READ + " where id = ? for update", false),
                new JdbcLocks("skip-locked", dataSource, READ + " for update skip locked limit 1", true));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean increment(long id, Computation computation) throws SQLException, InterruptedException {
        for (int retry = 1; !tryOnce(id, computation); retry++) {
            FullJitter.pause(retry);
        }
        return true;
    }

    /** Returns false if no row is free. */
    private boolean tryOnce(long id, Computation computation) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean written = lockAndWrite(connection, id, computation);
                connection.commit();
                return written;
            } catch (SQLException | RuntimeException failure) {
                connection.rollback();
                throw failure;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private boolean lockAndWrite(Connection connection, long id, Computation computation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            if (!any) {
                statement.setLong(1, id);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && write(connection, row.getLong(1), row.getInt(2), computation.next(row.getLong(3)));
            }
        }
    }

    private static boolean write(Connection connection, long id, int version, long balance) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update Account set version = ?, balance = ? where id = ?")) {
            statement.setInt(1, version + 1);
            statement.setLong(2, balance);
            statement.setLong(3, id);
            return statement.executeUpdate() == 1;
        }
    }
}
