package dev.headroom.benchmarks.projection;

import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.projection.CartView.Line;
import dev.headroom.benchmarks.projection.CartView.Note;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/** The physical floor: a statement for the carts, and one for each collection of all of them. */
final class JdbcCarts {

    private static final String CARTS =
            "select c.id, c.title from Cart c where c.id > ? order by c.id fetch first ? rows only";
    private static final String LINES = "select l.cart_id, l.id, l.name, l.quantity from CartLine l"
            + " where l.cart_id = any(?) order by l.cart_id, l.id";
    private static final String NOTES =
            "select n.cart_id, n.id, n.text from CartNote n where n.cart_id = any(?) order by n.cart_id, n.id";

    private final DataSource dataSource;

    JdbcCarts(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Contender list(CartPage page) {
        return new Contender(Results.FLOOR, () -> {
            try (Connection connection = dataSource.getConnection()) {
                Map<Long, CartView> carts = carts(connection, page);
                lines(connection, carts);
                if (page.notes()) {
                    notes(connection, carts);
                }
                List<CartView> views = new ArrayList<>(carts.values());
                return () -> views;
            }
        });
    }

    private static Map<Long, CartView> carts(Connection connection, CartPage page) throws SQLException {
        Map<Long, CartView> carts = new LinkedHashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CARTS)) {
            statement.setLong(1, CartPage.AFTER);
            statement.setInt(2, page.carts());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    long id = row.getLong(1);
                    carts.put(id, new CartView(id, row.getString(2), new ArrayList<>(), new ArrayList<>()));
                }
            }
        }
        return carts;
    }

    private static void lines(Connection connection, Map<Long, CartView> carts) throws SQLException {
        try (PreparedStatement statement = statement(connection, LINES, carts);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                CartView cart = Objects.requireNonNull(carts.get(row.getLong(1)));
                cart.lines().add(new Line(row.getLong(2), row.getString(3), row.getInt(4)));
            }
        }
    }

    private static void notes(Connection connection, Map<Long, CartView> carts) throws SQLException {
        try (PreparedStatement statement = statement(connection, NOTES, carts);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                CartView cart = Objects.requireNonNull(carts.get(row.getLong(1)));
                cart.notes().add(new Note(row.getLong(2), row.getString(3)));
            }
        }
    }

    private static PreparedStatement statement(Connection connection, String sql, Map<Long, CartView> carts)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(1, connection.createArrayOf("bigint", carts.keySet().toArray()));
        return statement;
    }
}
