package dev.headroom.benchmarks.keyset;

import dev.headroom.benchmarks.InterleavedTiming;
import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.Scenario;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.StandaloneServers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A page at depth 0 to 1,000,000: does it cost more, the deeper it lies? */
public final class KeysetDepthScenario implements Scenario {

    /** Makes the scenario; it starts nothing before {@link #run}. */
    public KeysetDepthScenario() {}

    @Override
    public String name() {
        return "keyset";
    }

    @Override
    public void run(Size size, Results results) throws Exception {
        boolean full = size == Size.FULL;
        List<Integer> depths =
                full ? List.of(0, 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000) : List.of(0, 1, 1_000, 50_000);
        try (StandaloneServers servers = new StandaloneServers()) {
            DataSource dataSource = servers.database(DatabaseKind.POSTGRESQL).dataSource();
            try (ReadingTable table = new ReadingTable(dataSource, full ? 1_001_000 : 51_000);
                    PageCosts costs = new PageCosts(dataSource);
                    PageContenders contenders = new PageContenders(dataSource)) {
                for (PageOrder order : PageOrder.all()) {
                    for (int depth : depths) {
                        PagePosition position = table.position(order, depth);
                        results.add(
                                group(order, depth),
                                measure(position, contenders, costs.of(position, table.page(position)), full ? 40 : 5));
                    }
                    results.compare(
                            "headroom",
                            Metric.BUFFERS,
                            group(order, depths.get(depths.size() - 1)),
                            group(order, depths.get(0)));
                }
            }
        }
    }

    private static String group(PageOrder order, int depth) {
        return "order=" + order.label() + "/depth=" + depth;
    }

    /** Figures by contender; null for one that has no costs, because it returned wrong rows. */
    private static Map<String, @Nullable Map<Metric, Double>> measure(
            PagePosition position, PageContenders contenders, Map<String, Map<Metric, Double>> costs, int rounds)
            throws Exception {
        InterleavedTiming timing = new InterleavedTiming();
        for (PageContender contender : contenders.all()) {
            if (costs.containsKey(contender.name())) {
                timing.add(contender.name(), contender.at(position)::read);
            }
        }
        Map<String, Map<Metric, Double>> times = timing.run(rounds);
        Map<String, @Nullable Map<Metric, Double>> figures = Results.newCase();
        for (PageContender contender : contenders.all()) {
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
