package dev.headroom.benchmarks.projection;

import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.Scenario;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.StandaloneServers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A list as records and as JSON, flat and with lists within: what does it cost beyond JDBC by hand? */
public final class ProjectionScenario implements Scenario {

    private static final Map<String, Duration> NEAR = Map.of("0ms", Duration.ZERO);

    /** Round-trip times, and what they are called. */
    private static final Map<String, Duration> NEAR_AND_FAR =
            new TreeMap<>(Map.of("0ms", Duration.ZERO, "1ms", Duration.ofMillis(1)));

    private static final int CARTS = 2_000;

    /** Makes the scenario; it starts nothing before {@link #run}. */
    public ProjectionScenario() {}

    @Override
    public String name() {
        return "projection";
    }

    @Override
    public void run(Size size, Results results) throws Exception {
        boolean full = size == Size.FULL;
        try (StandaloneServers servers = new StandaloneServers()) {
            products(open(servers), full, results);
            for (int children : full ? List.of(3, 10) : List.of(3)) {
                carts(open(servers), children, full, results);
            }
            members(open(servers), full, results);
        }
    }

    private static Database open(StandaloneServers servers) {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        EntityManagerFactories.create(database.dataSource(), ProjectionContenders.ENTITIES)
                .close();
        return database;
    }

    private static void products(Database database, boolean full, Results results) throws Exception {
        List<Integer> sizes = full ? List.of(20, 1_000, 100_000) : List.of(20, 200);
        ProductTable table = new ProductTable(database.dataSource(), full ? 100_000 : 1_000);
        try (SideBySide contenders = new SideBySide(database, full)) {
            for (ProductShape<?> shape : ProductShape.ALL) {
                for (int rows : sizes.subList(0, 2)) {
                    contenders.warmUp(lists(table, shape, rows));
                    contenders.warmUp(writers(table, shape, rows));
                }
            }
            for (ProductShape<?> shape : ProductShape.ALL) {
                for (int rows : sizes) {
                    contenders.run(lists(table, shape, rows), NEAR_AND_FAR, results);
                    contenders.run(writers(table, shape, rows), NEAR_AND_FAR, results);
                }
            }
        }
    }

    private static Comparison lists(ProductTable table, ProductShape<?> shape, int rows) throws Exception {
        return new Comparison(
                label("list", shape, rows),
                contenders -> contenders.lists(shape, rows),
                table.expected(shape, rows),
                rows);
    }

    private static Comparison writers(ProductTable table, ProductShape<?> shape, int rows) throws Exception {
        return new Comparison(
                label("json", shape, rows),
                contenders -> contenders.writers(shape, rows),
                ByteBuffer.wrap(ProductTable.JSON.writeValueAsBytes(table.expected(shape, rows))),
                rows);
    }

    private static String label(String output, ProductShape<?> shape, int rows) {
        return "output=" + output + "/columns=" + shape.components().size() + "/rows=" + rows;
    }

    private static void carts(Database database, int children, boolean full, Results results) throws Exception {
        CartTables tables = new CartTables(database.dataSource(), CARTS, children);
        try (SideBySide contenders = new SideBySide(database, full)) {
            contenders.warmUp(carts(tables, new CartPage(200, true), children));
            for (int carts : full ? List.of(20, 200, CARTS) : List.of(20)) {
                for (boolean notes : List.of(false, true)) {
                    contenders.run(carts(tables, new CartPage(carts, notes), children), NEAR, results);
                }
            }
        }
    }

    private static Comparison carts(CartTables tables, CartPage page, int children) {
        return new Comparison(
                "nested/parents=" + page.carts() + "/children=" + children + "/collections=" + (page.notes() ? 2 : 1),
                contenders -> contenders.carts(page),
                tables.expected(page),
                page.carts());
    }

    private static void members(Database database, boolean full, Results results) throws Exception {
        MemberTable.fill(database.dataSource());
        Comparison comparison = new Comparison(
                "pictures/users=" + MemberTable.MEMBERS,
                ProjectionContenders::members,
                MemberTable.expected(),
                MemberTable.MEMBERS);
        try (SideBySide contenders = new SideBySide(database, full)) {
            contenders.warmUp(comparison);
            contenders.run(comparison, NEAR_AND_FAR, results);
        }
    }
}
