package dev.headroom.benchmarks.projection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import tools.jackson.core.JsonGenerator;

/** Rows of JDBC as JSON, with no object in between. */
final class ProductJson {

    private ProductJson() {}

    static void item(ResultSet row, JsonGenerator json) throws SQLException {
        json.writeStartObject();
        slim(row, json);
        json.writeEndObject();
    }

    static void sheet(ResultSet row, JsonGenerator json) throws SQLException {
        json.writeStartObject();
        slim(row, json);
        json.writeStringProperty("sku", row.getString(6));
        json.writeStringProperty("subtitle", row.getString(7));
        json.writeStringProperty("summary", row.getString(8));
        json.writeStringProperty("color", row.getString(9));
        json.writeStringProperty("material", row.getString(10));
        json.writeStringProperty("season", row.getString(11));
        json.writeStringProperty("barcode", row.getString(12));
        json.writeStringProperty("origin", row.getString(13));
        json.writeStringProperty("currency", row.getString(14));
        json.writeStringProperty("unit", row.getString(15));
        json.writeNumberProperty("stock", row.getInt(16));
        json.writeNumberProperty("reserved", row.getInt(17));
        json.writeNumberProperty("width", row.getInt(18));
        json.writeNumberProperty("height", row.getInt(19));
        json.writeNumberProperty("depth", row.getInt(20));
        json.writeNumberProperty("weight", row.getInt(21));
        json.writeNumberProperty("reviews", row.getInt(22));
        json.writeNumberProperty("viewed", row.getLong(23));
        json.writeNumberProperty("sold", row.getLong(24));
        json.writeNumberProperty("rating", row.getDouble(25));
        json.writeNumberProperty("cost", row.getBigDecimal(26));
        json.writeNumberProperty("listPrice", row.getBigDecimal(27));
        json.writeBooleanProperty("active", row.getBoolean(28));
        json.writeStringProperty(
                "createdAt", row.getObject(29, OffsetDateTime.class).toInstant().toString());
        json.writeStringProperty(
                "changedAt", row.getObject(30, OffsetDateTime.class).toInstant().toString());
        json.writeEndObject();
    }

    private static void slim(ResultSet row, JsonGenerator json) throws SQLException {
        json.writeNumberProperty("id", row.getLong(1));
        json.writeStringProperty("name", row.getString(2));
        json.writeNumberProperty("price", row.getBigDecimal(3));
        json.writeStringProperty("released", row.getObject(4, LocalDate.class).toString());
        json.writeStringProperty("makerName", row.getString(5));
    }
}
