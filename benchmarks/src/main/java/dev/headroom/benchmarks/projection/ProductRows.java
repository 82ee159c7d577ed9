package dev.headroom.benchmarks.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** Rows of JDBC as records, column by column. */
final class ProductRows {

    private ProductRows() {}

    static ProductItem item(ResultSet row) throws SQLException {
        return new ProductItem(
                row.getLong(1),
                row.getString(2),
                row.getBigDecimal(3),
                row.getObject(4, LocalDate.class),
                row.getString(5));
    }

    static ProductSheet sheet(ResultSet row) throws SQLException {
        return new ProductSheet(
                row.getLong(1),
                row.getString(2),
                row.getBigDecimal(3),
                row.getObject(4, LocalDate.class),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                row.getString(13),
                row.getString(14),
                row.getString(15),
                row.getInt(16),
                row.getInt(17),
                row.getInt(18),
                row.getInt(19),
                row.getInt(20),
                row.getInt(21),
                row.getInt(22),
                row.getLong(23),
                row.getLong(24),
                row.getDouble(25),
                row.getBigDecimal(26),
                row.getBigDecimal(27),
                row.getBoolean(28),
                row.getObject(29, OffsetDateTime.class).toInstant(),
                row.getObject(30, OffsetDateTime.class).toInstant());
    }
}
