package dev.headroom.benchmarks.keyset;

import dev.headroom.benchmarks.Results;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The physical floor: the best SQL, written by hand, its rows mapped by hand. */
final class JdbcKeysetPages implements PageContender {

    private final DataSource dataSource;

    JdbcKeysetPages(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return Results.FLOOR;
    }

    @Override
    public PageCall at(PagePosition position) {
        List<JdbcSeek> seeks = JdbcSeek.of(position);
        List<String> statements =
                seeks.stream().map(seek -> sql(seek, position)).toList();
        return () -> {
            List<Reading> rows = new ArrayList<>(PAGE_SIZE + 1);
            try (Connection connection = dataSource.getConnection()) {
                for (int seek = 0; seek < seeks.size() && rows.size() <= PAGE_SIZE; seek++) {
                    read(connection, statements.get(seek), seeks.get(seek).parameters(), rows);
                }
            }
            return position.direction().page(rows);
        };
    }

    private static String sql(JdbcSeek seek, PagePosition position) {
        return "select " + ReadingRows.COLUMNS + " from " + seek.from() + " where " + seek.condition() + " order by "
                + position.sort() + " fetch first ? rows only";
    }

    private static void read(Connection connection, String sql, List<Object> parameters, List<Reading> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.size(); index++) {
                statement.setObject(index + 1, parameters.get(index));
            }
            statement.setInt(parameters.size() + 1, PAGE_SIZE + 1 - rows.size());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(ReadingRows.read(row));
                }
            }
        }
    }
}
