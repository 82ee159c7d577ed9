package dev.headroom.benchmarks.fetch;

import dev.headroom.benchmarks.fetch.PurchaseGraph.Article;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Buyer;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Line;
import dev.headroom.benchmarks.fetch.PurchaseGraph.Parcel;
import dev.headroom.testsupport.EntityManagerFactories;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** The tables that are read. */
final class GraphTables {

    private static final int PRODUCTS = 500;
    private static final int CATEGORIES = 20;
    private static final int CUSTOMERS = 1_000;
    private static final int COUNTRIES = 50;

    private final DataSource dataSource;

    /** Creates and fills them. */
    GraphTables(DataSource dataSource, GraphShape shape, int purchases) throws SQLException {
        this.dataSource = dataSource;
        EntityManagerFactories.create(dataSource, GraphContenders.ENTITIES).close();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : inserts(shape, purchases)) {
                statement.execute(sql);
            }
            statement.execute("create index on Item (purchase_id)");
            statement.execute("create index on Shipment (purchase_id)");
            statement.execute("vacuum analyze");
        }
    }

    /** Purchases walk through customers, and items through products, in steps of a prime number. */
    private static List<String> inserts(GraphShape shape, int purchases) {
        return List.of(
                "insert into Country (id, name) select i, 'Country ' || i from " + series(COUNTRIES),
                "insert into Category (id, name) select i, 'Category ' || i from " + series(CATEGORIES),
                "insert into Customer (id, name, country_id) select i, 'Customer ' || i, 1 + i %% %d from %s"
                        .formatted(COUNTRIES, series(CUSTOMERS)),
                "insert into Product (id, name, category_id) select i, 'Product ' || i, 1 + i %% %d from %s"
                        .formatted(CATEGORIES, series(PRODUCTS)),
                "insert into Purchase (id, note, customer_id) select i, left(repeat(md5(i::text), %d), %d), 1 + i * 7919 %% %d from %s"
                        .formatted(1 + shape.width() / 32, shape.width(), CUSTOMERS, series(purchases)),
                ("insert into Item (id, quantity, product_id, purchase_id)"
                                + " select i, 1 + i %% 9, 1 + i * 104729 %% %d, 1 + (i - 1) / %d from %s")
                        .formatted(PRODUCTS, shape.items(), series(purchases * shape.items())),
                "insert into Shipment (id, carrier, purchase_id) select i, 'Carrier ' || i %% 5, 1 + (i - 1) / %d from %s"
                        .formatted(shape.shipments(), series(purchases * shape.shipments())));
    }

    private static String series(int count) {
        return "generate_series(1::bigint, " + count + ") i";
    }

    /** The page in as many plain statements as it takes. */
    List<PurchaseGraph> expected(PurchasePage page) throws SQLException {
        List<PurchaseGraph> purchases = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "select p.id, p.note, c.id, c.name, n.id, n.name from Purchase p, Customer c, Country n"
                                + " where c.id = p.customer_id and n.id = c.country_id and p.id between ? and ?"
                                + " order by p.id")) {
            statement.setLong(1, page.after() + 1);
            statement.setLong(2, page.after() + PurchasePage.SIZE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    purchases.add(new PurchaseGraph(
                            row.getLong(1),
                            row.getString(2),
                            new Buyer(row.getLong(3), row.getString(4), row.getLong(5), row.getString(6)),
                            lines(connection, row.getLong(1), page.load()),
                            parcels(connection, row.getLong(1))));
                }
            }
        }
        return purchases;
    }

    private static Set<Line> lines(Connection connection, long purchase, Load load) throws SQLException {
        Set<Line> lines = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select i.id, i.quantity, o.id, o.name, g.id, g.name"
                        + " from Item i, Product o, Category g where o.id = i.product_id and g.id = o.category_id"
                        + " and i.purchase_id = " + purchase)) {
            while (row.next()) {
                Article article = new Article(row.getLong(3), row.getString(4), row.getLong(5), row.getString(6));
                lines.add(new Line(row.getLong(1), row.getInt(2), load.products() ? article : null));
            }
        }
        return lines;
    }

    private static Set<Parcel> parcels(Connection connection, long purchase) throws SQLException {
        Set<Parcel> parcels = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select id, carrier from Shipment where purchase_id = " + purchase)) {
            while (row.next()) {
                parcels.add(new Parcel(row.getLong(1), row.getString(2)));
            }
        }
        return parcels;
    }
}
