package dev.headroom.benchmarks.retry;

import dev.headroom.benchmarks.Results;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** By hand: two statements, each of which is a transaction of its own, and no connection between them. */
final class JdbcCompareAndSet implements UpdateContender {

    private final DataSource dataSource;

    JdbcCompareAndSet(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return Results.FLOOR;
    }

    @Override
    public boolean increment(long id, Computation computation) throws SQLException, InterruptedException {
        Read read = read(id);
        for (int retry = 1; !write(id, read, computation.next(read.balance())); retry++) {
            FullJitter.pause(retry);
            read = read(id);
        }
        return true;
    }

    private Read read(long id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select version, balance, owner from Account where id = ?")) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Read(row.getInt(1), row.getLong(2), row.getString(3));
            }
        }
    }

    private boolean write(long id, Read read, long balance) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "update Account set version = ?, balance = ? where id = ? and version = ?")) {
            statement.setInt(1, read.version() + 1);
            statement.setLong(2, balance);
            statement.setLong(3, id);
            statement.setInt(4, read.version());
            return statement.executeUpdate() == 1;
        }
    }

    private record Read(int version, long balance, String owner) {}
}
