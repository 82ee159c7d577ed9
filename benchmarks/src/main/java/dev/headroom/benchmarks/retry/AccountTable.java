package dev.headroom.benchmarks.retry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** The accounts, with ids from 1. */
final class AccountTable {

    private final DataSource dataSource;

    AccountTable(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Puts new and empty accounts in place of all others, so that nobody finds the dead rows of another. */
    void fill(int rows) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate table Account");
            statement.execute("insert into Account (id, version, balance, owner)"
                    + " select n, 0, 0, 'owner ' || n from generate_series(1, " + rows + ") n");
        }
    }

    /** Of all accounts: how often one was added. */
    long sum() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select sum(balance) from Account")) {
            row.next();
            return row.getLong(1);
        }
    }
}
