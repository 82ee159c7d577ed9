package dev.headroom.benchmarks.keyset;

import dev.headroom.benchmarks.Results;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
        Reading last = position.last();
        return () -> {
            List<Reading> page = new ArrayList<>(PAGE_SIZE + 1);
            try (Connection connection = dataSource.getConnection()) {
                if (last == null) {
                    read(connection, sql("true", position.order()), List.of(), page);
                } else {
                    readAfter(last, connection, position.order(), page);
                }
            }
            return page.subList(0, PAGE_SIZE);
        };
    }

    private static void readAfter(Reading last, Connection connection, PageOrder order, List<Reading> page)
            throws SQLException {
        List<Object> keys = List.of(last.takenAt().atOffset(ZoneOffset.UTC), last.id());
        for (String seek : order.seeks()) {
            long parameters = seek.chars().filter(character -> character == '?').count();
            read(connection, sql(seek, order), keys.subList(0, (int) parameters), page);
            if (page.size() > PAGE_SIZE) {
                return;
            }
        }
    }

    private static String sql(String seek, PageOrder order) {
        return "select id, takenAt, measured, note from Reading where " + seek + " order by " + order.orderBy()
                + " fetch first ? rows only";
    }

    private static void read(Connection connection, String sql, List<Object> keys, List<Reading> page)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int key = 0; key < keys.size(); key++) {
                statement.setObject(key + 1, keys.get(key));
            }
            statement.setInt(keys.size() + 1, PAGE_SIZE + 1 - page.size());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    page.add(reading(row));
                }
            }
        }
    }

    static Reading reading(ResultSet row) throws SQLException {
        return new Reading(
                row.getLong(1), row.getObject(2, OffsetDateTime.class).toInstant(), row.getDouble(3), row.getString(4));
    }
}
