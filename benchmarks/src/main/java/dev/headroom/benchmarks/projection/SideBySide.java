package dev.headroom.benchmarks.projection;

import dev.headroom.benchmarks.InterleavedTiming;
import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.TcpProxy;
import dev.headroom.testsupport.TcpProxy.Direction;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All contenders on one database, near and behind a proxy that delays. */
final class SideBySide implements AutoCloseable {

    /** Longer than a call of the slowest that is still worth a second one. */
    private static final Duration HOPELESS = Duration.ofSeconds(1);

    private final TcpProxy proxy;
    private final ProjectionContenders near;
    private final ProjectionContenders far;
    private final ProjectionCosts costs;
    private final boolean full;

    SideBySide(Database database, boolean full) {
        this.full = full;
        proxy = database.openProxy();
        near = new ProjectionContenders(database.dataSource());
        far = new ProjectionContenders(database.dataSourceThrough(proxy));
        costs = new ProjectionCosts(database.dataSource(), proxy, far);
    }

    /** Until Java has compiled what all cases run, so that the first ones are not the slowest. */
    void warmUp(Comparison comparison) throws Exception {
        for (Contender contender : comparison.contenders().apply(near)) {
            long end = System.nanoTime() + (full ? Duration.ofSeconds(1) : Duration.ofMillis(20)).toNanos();
            while (System.nanoTime() < end) {
                contender.call().read();
            }
        }
    }

    /** Compares at each of some round-trip times, which are named. */
    void run(Comparison comparison, Map<String, Duration> roundTrips, Results results) throws Exception {
        proxy.delay(Direction.TO_SERVER, Duration.ZERO);
        Map<String, Map<Metric, Double>> counted = costs.of(comparison);
        for (Map.Entry<String, Duration> roundTrip : roundTrips.entrySet()) {
            // Only requests wait: an answer of many packets waits once, as on a line that is long and wide.
            proxy.delay(Direction.TO_SERVER, roundTrip.getValue());
            List<Contender> contenders =
                    comparison.contenders().apply(roundTrip.getValue().isZero() ? near : far);
            results.add(
                    comparison.label() + "/rtt=" + roundTrip.getKey(), measure(contenders, counted, comparison.rows()));
        }
    }

    /** Figures by contender; null for one that has no costs, because it returned something else. */
    private Map<String, @Nullable Map<Metric, Double>> measure(
            List<Contender> contenders, Map<String, Map<Metric, Double>> counted, int rows) throws Exception {
        InterleavedTiming timing = timing(rows);
        for (Contender contender : contenders) {
            if (counted.containsKey(contender.name())) {
                timing.add(contender.name(), contender.call()::read);
            }
        }
        Map<String, Map<Metric, Double>> times = timing.run(full ? 40 : 3);
        Map<String, @Nullable Map<Metric, Double>> figures = Results.newCase();
        for (Contender contender : contenders) {
            figures.put(contender.name(), times.get(contender.name()));
        }
        counted.forEach((name, cost) -> figures.computeIfPresent(name, (same, time) -> union(time, cost, rows)));
        return figures;
    }

    private InterleavedTiming timing(int rows) {
        if (!full) {
            return new InterleavedTiming(Duration.ofMillis(40));
        }
        return new InterleavedTiming(Duration.ofSeconds(rows > 10_000 ? 3 : 1), HOPELESS);
    }

    private static Map<Metric, Double> union(Map<Metric, Double> time, Map<Metric, Double> cost, int rows) {
        Map<Metric, Double> all = new EnumMap<>(time);
        all.putAll(cost);
        all.put(Metric.ALLOCATION_PER_ROW, time.getOrDefault(Metric.ALLOCATION, 0.0) / rows);
        return all;
    }

    @Override
    public void close() {
        costs.close();
        far.close();
        near.close();
        proxy.close();
    }
}
