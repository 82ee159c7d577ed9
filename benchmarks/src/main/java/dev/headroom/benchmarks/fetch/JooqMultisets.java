package dev.headroom.benchmarks.fetch;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.select;

import dev.headroom.benchmarks.fetch.PurchaseGraph.Article;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Buyer;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Line;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Parcel;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** jOOQ's {@code MULTISET}: one statement, whose collections are JSON, mapped to values without a persistence context. */
final class JooqMultisets implements GraphContender {

    private static final Field<Long> ID = field("p.id", Long.class);

    private final DSLContext jooq;

    JooqMultisets(DataSource dataSource) {
        jooq = DSL.using(dataSource, SQLDialect.POSTGRES);
    }

    @Override
    public String name() {
        return "jooq-multiset";
    }

    @Override
    public GraphCall at(PurchasePage page) {
        Field<Set<Line>> lines = page.load().products() ? itemsWithProducts() : items();
        Field<Set<Parcel>> parcels = shipments();
        return () -> {
            List<PurchaseGraph> purchases = jooq.select(
                            ID,
                            field("p.note", String.class),
                            field("c.id", Long.class),
                            field("c.name", String.class),
                            field("n.id", Long.class),
                            field("n.name", String.class),
                            lines,
                            parcels)
                    .from("Purchase p join Customer c on c.id = p.customer_id join Country n on n.id = c.country_id")
                    .where(ID.gt(page.after()))
                    .orderBy(ID)
                    .limit(PurchasePage.SIZE)
                    .fetch(row -> new PurchaseGraph(
                            row.value1(),
                            row.value2(),
                            new Buyer(row.value3(), row.value4(), row.value5(), row.value6()),
                            row.value7(),
                            row.value8()));
            return () -> purchases;
        };
    }

    private static Field<Set<Line>> items() {
        return multiset(select(field("i.id", Long.class), field("i.quantity", Integer.class))
                        .from("Item i")
                        .where(condition("i.purchase_id = p.id")))
                .convertFrom(found -> Set.copyOf(found.map(row -> new Line(row.value1(), row.value2(), null))));
    }

    private static Field<Set<Line>> itemsWithProducts() {
        return multiset(select(
                                field("i.id", Long.class),
                                field("i.quantity", Integer.class),
                                field("o.id", Long.class),
                                field("o.name", String.class),
                                field("g.id", Long.class),
                                field("g.name", String.class))
                        .from("Item i join Product o on o.id = i.product_id join Category g on g.id = o.category_id")
                        .where(condition("i.purchase_id = p.id")))
                .convertFrom(found -> Set.copyOf(found.map(row -> new Line(
                        row.value1(),
                        row.value2(),
                        new Article(row.value3(), row.value4(), row.value5(), row.value6())))));
    }

    private static Field<Set<Parcel>> shipments() {
        return multiset(select(field("s.id", Long.class), field("s.carrier", String.class))
                        .from("Shipment s")
                        .where(condition("s.purchase_id = p.id")))
                .convertFrom(found -> Set.copyOf(found.map(row -> new Parcel(row.value1(), row.value2()))));
    }
}
