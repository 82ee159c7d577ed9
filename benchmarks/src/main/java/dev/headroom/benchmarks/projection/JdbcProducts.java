package dev.headroom.benchmarks.projection;

import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.projection.Contender.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The physical floor: a prepared statement whose columns are read by their index. */
final class JdbcProducts {

    private final DataSource dataSource;

    JdbcProducts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    <V extends Record> Contender list(ProductShape<V> shape, int rows) {
        String sql = sql(shape);
        return new Contender(Results.FLOOR, () -> {
            List<V> records = new ArrayList<>();
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = statement(connection, sql, rows);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    records.add(shape.reader().read(row));
                }
            }
            return () -> records;
        });
    }

    Contender write(ProductShape<?> shape, int rows) {
        String sql = sql(shape);
        return new Contender(Results.FLOOR, () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = statement(connection, sql, rows);
                    ResultSet row = statement.executeQuery();
                    JsonGenerator json = JsonMapper.shared().createGenerator(bytes)) {
                json.writeStartArray();
                while (row.next()) {
                    shape.writer().write(row, json);
                }
                json.writeEndArray();
            }
            return json(bytes);
        });
    }

    static Answer json(ByteArrayOutputStream bytes) {
        return () -> ByteBuffer.wrap(bytes.toByteArray());
    }

    private static String sql(ProductShape<?> shape) {
        return "select " + shape.selection() + " from Product p left join Maker m on m.id = p.maker_id"
                + " where p.id > ? order by p.id fetch first ? rows only";
    }

    private static PreparedStatement statement(Connection connection, String sql, int rows) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setLong(1, ProductTable.AFTER);
        statement.setInt(2, rows);
        return statement;
    }
}
