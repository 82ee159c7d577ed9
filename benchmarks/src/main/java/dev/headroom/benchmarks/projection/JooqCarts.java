package dev.headroom.benchmarks.projection;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import dev.headroom.benchmarks.projection.CartView.Line;
import dev.headroom.benchmarks.projection.CartView.Note;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** jOOQ's {@code MULTISET}: one statement, whose collections are JSON. */
final class JooqCarts {

    private static final Field<Long> ID = field("c.id", Long.class);
    private static final Field<String> TITLE = field("c.title", String.class);

    private final DSLContext jooq;

    JooqCarts(DataSource dataSource) {
        jooq = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    Contender list(CartPage page) {
        Field<List<Line>> lines = lines();
        Field<List<Note>> notes = notes();
        return new Contender("jooq-multiset", () -> {
            List<CartView> carts = page.notes()
                    ? jooq.select(ID, TITLE, lines, notes)
                            .from("Cart c")
                            .where(ID.gt(CartPage.AFTER))
                            .orderBy(ID)
                            .limit(page.carts())
                            .fetch(row -> new CartView(row.value1(), row.value2(), row.value3(), row.value4()))
                    : jooq.select(ID, TITLE, lines)
                            .from("Cart c")
                            .where(ID.gt(CartPage.AFTER))
                            .orderBy(ID)
                            .limit(page.carts())
                            .fetch(row -> new CartView(row.value1(), row.value2(), row.value3(), List.of()));
            return () -> carts;
        });
    }

    private static Field<List<Line>> lines() {
        return multiset(select(
                                field("l.id", Long.class),
                                field("l.name", String.class),
                                field("l.quantity", Integer.class))
                        .from("CartLine l")
                        .where(condition("l.cart_id = c.id"))
                        .orderBy(field("l.id")))
                .convertFrom(found -> found.map(row -> new Line(row.value1(), row.value2(), row.value3())));
    }

    private static Field<List<Note>> notes() {
        return multiset(select(field("n.id", Long.class), field("n.text", String.class))
                        .from("CartNote n")
                        .where(condition("n.cart_id = c.id"))
                        .orderBy(field("n.id")))
                .convertFrom(found -> found.map(row -> new Note(row.value1(), row.value2())));
    }
}
