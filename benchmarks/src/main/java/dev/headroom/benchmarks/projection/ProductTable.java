package dev.headroom.benchmarks.projection;

import java.lang.reflect.RecordComponent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** The wide table that is read. */
final class ProductTable {

    /** The id that all rows lie behind. */
    static final Long AFTER = 0L;

    /** Writes fields in their records' order. */
    static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private static final int MAKERS = 1_000;

    private final DataSource dataSource;

    /** Fills it. */
    ProductTable(DataSource dataSource, int rows) throws SQLException {
        this.dataSource = dataSource;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into Maker (id, name, address) select i, 'Maker ' || i, repeat(md5(i::text), 4)"
                    + " from generate_series(1, " + MAKERS + ") i");
            statement.execute(insert(rows));
            statement.execute("vacuum analyze Product, Maker");
        }
    }

    /** Strings of ten letters or so, but for the summary of two hundred. */
    private static String insert(int rows) {
        return """
                insert into Product (id, maker_id, name, price, released, sku, subtitle, summary, color, material,
                    season, barcode, origin, currency, unit, stock, reserved, width, height, depth, weight, reviews,
                    viewed, sold, rating, cost, listPrice, active, createdAt, changedAt)
                select i, case when i %% 7 = 0 then null else 1 + i * 7919 %% %1$d end,
                    'Product "' || i || '"', 1 + i %% 9999 / 100.0, date '2020-01-01' + (i %% 2000)::int,
                    'SKU-' || i, case when i %% 3 = 0 then null else 'Größe ' || i %% 50 end,
                    left(repeat(md5(i::text), 7), 200), 'color ' || i %% 16, 'material ' || i %% 40,
                    'season ' || i %% 4, (4000000000000 + i)::text, 'origin ' || i %% 90, 'EUR', 'piece',
                    i %% 500, i %% 20, i %% 300, i %% 200, i %% 100, i %% 5000, i %% 1000,
                    i * 31, i * 3, i %% 50 / 10.0, i %% 7000 / 100.0, 2 + i %% 9999 / 100.0, i %% 10 > 0,
                    timestamptz '2026-01-01 00:00:00Z' + i * interval '1 minute',
                    timestamptz '2026-01-01 00:00:00Z' + i * interval '61 seconds'
                from generate_series(1::bigint, %2$d) i""".formatted(MAKERS, rows);
    }

    /** The list by the names of its columns. */
    List<Record> expected(ProductShape<?> shape, int rows) throws Exception {
        List<Record> records = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select p.*, m.name as makerName from Product p"
                        + " left join Maker m on m.id = p.maker_id where p.id <= " + rows + " order by p.id")) {
            while (row.next()) {
                records.add(record(shape.record(), row));
            }
        }
        return records;
    }

    private static Record record(Class<? extends Record> type, ResultSet row) throws Exception {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new Object[components.length];
        for (int index = 0; index < components.length; index++) {
            values[index] = value(row, components[index]);
        }
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return type.getDeclaredConstructor(types).newInstance(values);
    }

    private static @Nullable Object value(ResultSet row, RecordComponent component) throws SQLException {
        if (component.getType() == Instant.class) {
            return row.getObject(component.getName(), OffsetDateTime.class).toInstant();
        }
        Object value = row.getObject(component.getName());
        return value instanceof java.sql.Date date ? date.toLocalDate() : value;
    }
}
