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

    /** Rows with equal keys, so many that they neither fill whole pages nor lie together in the table. */
    private static final int ROWS_PER_VALUE = 47;

    private static final List<String> INDEXES = List.of(
            "Reading (receivedAt, id)",
            "Reading (grade, takenAt, id)",
            "Reading (takenAt desc, id)",
            "Reading (corrected, id)",
            "Reading (sensor_id, id)",
            "Sensor (name, id)",
            "Reading (lower(name), id)");

    private final DataSource dataSource;
    private final EntityManagerFactory entityManagers;

    /** Creates and fills it. */
    ReadingTable(DataSource dataSource, int rows) throws SQLException {
        this.dataSource = dataSource;
        entityManagers = EntityManagerFactories.create(dataSource, Reading.class, Sensor.class);
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(insertSensors(rows / ROWS_PER_VALUE));
            statement.execute(insertReadings(rows, rows / ROWS_PER_VALUE));
            for (String index : INDEXES) {
                statement.execute("create index on " + index);
            }
            statement.execute("vacuum analyze Sensor, Reading");
        }
    }

    private static String insertSensors(int sensors) {
        return "insert into Sensor (id, name) select i, " + word("i") + " from generate_series(1, " + sensors + ") i";
    }

    /**
     * Each column walks through its values in steps of a prime number of its own, and so do the rows through the table:
     * no order is the one in which they are stored.
     */
    private static String insertReadings(int rows, int values) {
        return """
                insert into Reading (id, receivedAt, takenAt, grade, corrected, name, sensor_id)
                select i,
                    timestamptz '2026-01-01 00:00:00Z' + (i * 611953 %% %1$d) * interval '1 millisecond',
                    timestamptz '2026-01-01 00:00:00Z' + (i %% %2$d) * interval '1 second',
                    case when i %% 10 = 0 then 1 + i / 10 %% 9 else 0 end,
                    case when i %% 7 = 0 then null else i * 7919 %% %2$d end,
                    case when i / %2$d %% 2 = 0 then initcap(%3$s) else %3$s end,
                    1 + i * 15485863 %% %2$d
                from generate_series(1::bigint, %1$d) i
                order by i * 32452843 %% %1$d""".formatted(rows, values, word("i * 104729 % " + values));
    }

    /** Ten letters that a number alone decides. */
    private static String word(String number) {
        return "translate(substr(md5((" + number + ")::text), 1, 10), '0123456789', 'ghijklmnop')";
    }

    /** A page as the database itself counts it off, and the row before it. */
    ExpectedPage expected(PageOrder order, PageDirection direction, int depth) throws SQLException {
        int before = Math.min(depth, 1);
        List<Reading> rows = rows(order.sort(direction), depth - before, before + PageContender.PAGE_SIZE);
        PagePosition position = new PagePosition(order, direction, depth, depth == 0 ? null : rows.get(0));
        List<Reading> page = direction.page(rows.subList(before, rows.size()));
        return new ExpectedPage(position, page.stream().map(Reading::toString).toList());
    }

    private List<Reading> rows(String sort, int offset, int count) throws SQLException {
        List<Reading> rows = new ArrayList<>();
        String sql = "select " + ReadingRows.COLUMNS + ", s.name from Reading r join Sensor s on s.id = r.sensor_id"
                + " order by " + sort + " offset " + offset + " fetch first " + count + " rows only";
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                rows.add(ReadingRows.readWithSensor(row));
            }
        }
        return rows;
    }

    @Override
    public void close() {
        entityManagers.close();
    }

    /**
     * What a contender has to return.
     *
     * @param position where the page starts
     * @param rows the rows of the page
     */
    record ExpectedPage(PagePosition position, List<String> rows) {}
}
