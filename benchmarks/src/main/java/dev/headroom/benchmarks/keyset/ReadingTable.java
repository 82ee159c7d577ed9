package dev.headroom.benchmarks.keyset;

import dev.headroom.testsupport.EntityManagerFactories;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The table that is paged. */
final class ReadingTable implements AutoCloseable {

    private final DataSource dataSource;
    private final EntityManagerFactory entityManagers;

    /** Creates and fills it: fifty rows have the same second, and lie far apart in the table. */
    ReadingTable(DataSource dataSource, int rows) throws SQLException {
        this.dataSource = dataSource;
        entityManagers = EntityManagerFactories.create(dataSource, Reading.class);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into Reading (id, takenAt, measured, note)
                    select i, timestamptz '2026-01-01 00:00:00Z' + (i %% %d) * interval '1 second', i %% 977, 'reading ' || i
                    from generate_series(1, %d) i""".formatted(rows / 50, rows));
            statement.execute("create index on Reading (takenAt, id)");
            statement.execute("create index on Reading (takenAt desc, id)");
            statement.execute("vacuum analyze Reading");
        }
    }

    PagePosition position(PageOrder order, int depth) throws SQLException {
        return new PagePosition(
                order, depth, depth == 0 ? null : rows(order, depth - 1, 1).get(0));
    }

    /** The page as the database itself counts it off. */
    List<String> page(PagePosition position) throws SQLException {
        return rows(position.order(), position.depth(), PageContender.PAGE_SIZE).stream()
                .map(Reading::toString)
                .toList();
    }

    private List<Reading> rows(PageOrder order, int offset, int count) throws SQLException {
        List<Reading> rows = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select id, takenAt, measured, note from Reading order by "
                        + order.orderBy() + " offset " + offset + " fetch first " + count + " rows only")) {
            while (row.next()) {
                rows.add(JdbcKeysetPages.reading(row));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
