package dev.headroom.benchmarks.projection;

import dev.headroom.benchmarks.projection.CartView.Line;
import dev.headroom.benchmarks.projection.CartView.Note;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** The carts that are read, each with as many lines as notes. */
final class CartTables {

    private final int children;

    /** Fills them. */
    CartTables(DataSource dataSource, int carts, int children) throws SQLException {
        this.children = children;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into Cart (id, title) select i, 'Cart ' || i from " + series(carts));
            statement.execute("insert into CartLine (id, name, quantity, cart_id)"
                    + " select i, 'Line ' || i, 1 + i % 9, 1 + (i - 1) / " + children + " from "
                    + series(carts * children));
            statement.execute("insert into CartNote (id, text, cart_id) select i, 'Note ' || i, 1 + (i - 1) / "
                    + children + " from " + series(carts * children));
            statement.execute("create index on CartLine (cart_id)");
            statement.execute("create index on CartNote (cart_id)");
            statement.execute("vacuum analyze Cart, CartLine, CartNote");
        }
    }

    private static String series(int count) {
        return "generate_series(1::bigint, " + count + ") i";
    }

    /** As it was filled. */
    List<CartView> expected(CartPage page) {
        return LongStream.rangeClosed(1, page.carts())
                .mapToObj(id -> new CartView(
                        id,
                        "Cart " + id,
                        ids(id).mapToObj(line -> new Line(line, "Line " + line, (int) (1 + line % 9)))
                                .toList(),
                        page.notes()
                                ? ids(id).mapToObj(note -> new Note(note, "Note " + note))
                                        .toList()
                                : List.of()))
                .toList();
    }

    private LongStream ids(long cart) {
        return LongStream.rangeClosed((cart - 1) * children + 1, cart * children);
    }
}
