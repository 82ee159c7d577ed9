package dev.headroom.benchmarks.fetch;

import dev.headroom.benchmarks.InterleavedTiming;
import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.Scenario;
import dev.headroom.benchmarks.fetch.GraphContender.GraphCall;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.StandaloneServers;
import dev.headroom.testsupport.TcpProxy;
import dev.headroom.testsupport.TcpProxy.Direction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A page of entities with two collections and chains of to-one associations: is it worth a statement more to send less? */
public final class FetchPlansScenario implements Scenario {

    private static final List<GraphShape> SHAPES = List.of(
            new GraphShape(Load.COLLECTIONS, 20, 10, 400),
            new GraphShape(Load.CHAINS, 20, 10, 400),
            new GraphShape(Load.CHAINS, 5, 2, 400),
            new GraphShape(Load.CHAINS, 20, 10, 2_000));

    /** Round-trip times, and what they are called. */
    private static final Map<String, Duration> ROUND_TRIPS = roundTrips();

    /** Makes the scenario; it starts nothing before {@link #run}. */
    public FetchPlansScenario() {}

    private static Map<String, Duration> roundTrips() {
        Map<String, Duration> roundTrips = new LinkedHashMap<>();
        roundTrips.put("0ms", Duration.ZERO);
        roundTrips.put("0.5ms", Duration.ofNanos(500_000));
        roundTrips.put("2ms", Duration.ofMillis(2));
        return roundTrips;
    }

    @Override
    public String name() {
        return "fetch-plans";
    }

    @Override
    public void run(Size size, Results results) throws Exception {
        try (StandaloneServers servers = new StandaloneServers()) {
            for (GraphShape shape : size == Size.FULL ? SHAPES : SHAPES.subList(0, 2)) {
                run(shape, servers.database(DatabaseKind.POSTGRESQL), size == Size.FULL, results);
            }
            watch(servers.database(DatabaseKind.POSTGRESQL), size == Size.FULL, results);
        }
    }

    private static void run(GraphShape shape, Database database, boolean full, Results results) throws Exception {
        GraphTables tables = new GraphTables(database.dataSource(), shape, full ? 2_000 : 200);
        try (TcpProxy proxy = database.openProxy();
                GraphContenders near = new GraphContenders(database.dataSource());
                GraphContenders far = new GraphContenders(database.dataSourceThrough(proxy));
                GraphCosts costs = new GraphCosts(database.dataSource(), proxy, far)) {
            PurchasePage page = shape.page();
            Map<String, Map<Metric, Double>> counted = costs.of(page, tables.expected(page));
            warmUp(near, page, full ? Duration.ofSeconds(4) : Duration.ofMillis(50));
            for (Map.Entry<String, Duration> roundTrip : ROUND_TRIPS.entrySet()) {
                // Only requests wait: an answer of many packets waits once, as on a line that is long and wide.
                proxy.delay(Direction.TO_SERVER, roundTrip.getValue());
                boolean direct = roundTrip.getValue().isZero();
                results.add(
                        shape.label() + "/rtt=" + roundTrip.getKey(),
                        measure(page, (direct ? near : far).all(), counted, full));
            }
        }
    }

    private static void watch(Database database, boolean full, Results results) throws Exception {
        GraphShape shape = SHAPES.get(0);
        new GraphTables(database.dataSource(), shape, full ? 2_000 : 200);
        try (WatchOverhead watch = new WatchOverhead(database.dataSource())) {
            results.add("read=planned/watch", watch.of("headroom", shape.page(), full));
            results.add("read=lazily/watch", watch.of("lazy", shape.page(), full));
            if (full && watch.findings() == 0) {
                throw new IllegalStateException("The watch found nothing in pages that are read lazily");
            }
        }
    }

    /** Until Java has compiled what all cases run, so that the first ones are not the slowest. */
    private static void warmUp(GraphContenders contenders, PurchasePage page, Duration each) throws Exception {
        for (GraphContender contender : contenders.all()) {
            GraphCall call = contender.at(page);
            long end = System.nanoTime() + each.toNanos();
            while (System.nanoTime() < end) {
                call.read();
            }
        }
    }

    /** Figures by contender; null for one that has no costs, because it returned a wrong graph. */
    private static Map<String, @Nullable Map<Metric, Double>> measure(
            PurchasePage page, List<GraphContender> contenders, Map<String, Map<Metric, Double>> costs, boolean full)
            throws Exception {
        InterleavedTiming timing = new InterleavedTiming(full ? Duration.ofSeconds(2) : Duration.ofMillis(100));
        for (GraphContender contender : contenders) {
            if (costs.containsKey(contender.name())) {
                timing.add(contender.name(), contender.at(page)::read);
            }
        }
        Map<String, Map<Metric, Double>> times = timing.run(full ? 40 : 3);
        Map<String, @Nullable Map<Metric, Double>> figures = Results.newCase();
        for (GraphContender contender : contenders) {
            figures.put(contender.name(), times.get(contender.name()));
        }
        costs.forEach((name, cost) -> figures.computeIfPresent(name, (same, time) -> union(time, cost)));
        return figures;
    }

    private static Map<Metric, Double> union(Map<Metric, Double> time, Map<Metric, Double> cost) {
        Map<Metric, Double> all = new EnumMap<>(time);
        all.putAll(cost);
        return all;
    }
}
