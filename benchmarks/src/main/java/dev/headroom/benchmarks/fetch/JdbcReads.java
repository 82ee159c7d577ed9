package dev.headroom.benchmarks.fetch;

import dev.headroom.benchmarks.Results;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.sql.DataSource;

/** The physical floor: a statement for the page and one for each association beneath it, mapped by hand. */
final class JdbcReads implements GraphContender {

    private static final String PURCHASES = "select p.id, p.note, c.id, c.name, n.id, n.name from Purchase p"
            + " join Customer c on c.id = p.customer_id join Country n on n.id = c.country_id"
            + " where p.id > ? order by p.id fetch first ? rows only";
    private static final String ITEMS =
            "select purchase_id, id, quantity, product_id from Item where purchase_id = any(?)";
    private static final String SHIPMENTS = "select purchase_id, id, carrier from Shipment where purchase_id = any(?)";
    private static final String PRODUCTS = "select p.id, p.name, c.id, c.name from Product p"
            + " join Category c on c.id = p.category_id where p.id = any(?)";

    private final DataSource dataSource;

    JdbcReads(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public String name() {
        return Results.FLOOR;
    }

    @Override
    public GraphCall at(PurchasePage page) {
        return () -> {
            try (Connection connection = dataSource.getConnection()) {
                Map<Long, Purchase> purchases = purchases(connection, page);
                Map<Long, Product> products = items(connection, purchases);
                shipments(connection, purchases);
                if (page.load().products()) {
                    products(connection, products);
                }
                List<Purchase> loaded = new ArrayList<>(purchases.values());
                return () -> PurchaseGraph.of(loaded, page.load());
            }
        };
    }

    private static Map<Long, Purchase> purchases(Connection connection, PurchasePage page) throws SQLException {
        Map<Long, Purchase> purchases = new LinkedHashMap<>();
        Map<Long, Customer> customers = new HashMap<>();
        Map<Long, Country> countries = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(PURCHASES)) {
            statement.setLong(1, page.after());
            statement.setInt(2, PurchasePage.SIZE);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Purchase purchase = new Purchase();
                    purchase.id = row.getLong(1);
                    purchase.note = row.getString(2);
                    purchase.customer = customer(row, customers, countries);
                    purchases.put(purchase.id, purchase);
                }
            }
        }
        return purchases;
    }

    private static Customer customer(ResultSet row, Map<Long, Customer> customers, Map<Long, Country> countries)
            throws SQLException {
        Customer customer = customers.computeIfAbsent(row.getLong(3), id -> new Customer());
        customer.id = row.getLong(3);
        customer.name = row.getString(4);
        customer.country = countries.computeIfAbsent(row.getLong(5), id -> new Country());
        customer.country.id = row.getLong(5);
        customer.country.name = row.getString(6);
        return customer;
    }

    /** The products that the items refer to, with their ids only. */
    private static Map<Long, Product> items(Connection connection, Map<Long, Purchase> purchases) throws SQLException {
        Map<Long, Product> products = new HashMap<>();
        try (PreparedStatement statement = statement(connection, ITEMS, purchases.keySet());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Item item = new Item();
                item.purchase = Objects.requireNonNull(purchases.get(row.getLong(1)));
                item.id = row.getLong(2);
                item.quantity = row.getInt(3);
                item.product = products.computeIfAbsent(row.getLong(4), id -> new Product());
                item.product.id = row.getLong(4);
                item.purchase.items.add(item);
            }
        }
        return products;
    }

    private static void shipments(Connection connection, Map<Long, Purchase> purchases) throws SQLException {
        try (PreparedStatement statement = statement(connection, SHIPMENTS, purchases.keySet());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Shipment shipment = new Shipment();
                shipment.purchase = Objects.requireNonNull(purchases.get(row.getLong(1)));
                shipment.id = row.getLong(2);
                shipment.carrier = row.getString(3);
                shipment.purchase.shipments.add(shipment);
            }
        }
    }

    private static void products(Connection connection, Map<Long, Product> products) throws SQLException {
        Map<Long, Category> categories = new HashMap<>();
        try (PreparedStatement statement = statement(connection, PRODUCTS, products.keySet());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                Product product = Objects.requireNonNull(products.get(row.getLong(1)));
                product.name = row.getString(2);
                product.category = categories.computeIfAbsent(row.getLong(3), id -> new Category());
                product.category.id = row.getLong(3);
                product.category.name = row.getString(4);
            }
        }
    }

    private static PreparedStatement statement(Connection connection, String sql, Set<Long> ids) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
        return statement;
    }
}
