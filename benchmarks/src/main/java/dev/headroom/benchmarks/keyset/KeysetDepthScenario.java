package dev.headroom.benchmarks.keyset;

import dev.headroom.benchmarks.InterleavedTiming;
import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.Scenario;
import dev.headroom.benchmarks.keyset.PageContender.PageCall;
import dev.headroom.benchmarks.keyset.ReadingTable.ExpectedPage;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.StandaloneServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A page of six orders, read forward and backward, at growing depth: does it cost more, the deeper it lies? */
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
        try (StandaloneServers servers = new StandaloneServers()) {
            DataSource dataSource = servers.database(DatabaseKind.POSTGRESQL).dataSource();
            try (ReadingTable table = new ReadingTable(dataSource, full ? 1_001_000 : 21_000);
                    PageCosts costs = new PageCosts(dataSource);
                    PageContenders contenders = new PageContenders(dataSource)) {
                for (PageOrder order : PageOrder.values()) {
                    ExpectedPage page = table.expected(order, PageDirection.FORWARD, 1);
                    warmUp(contenders, page.position(), full ? Duration.ofSeconds(1) : Duration.ofMillis(50));
                }
                for (PageOrder order : PageOrder.values()) {
                    for (PageDirection direction : PageDirection.values()) {
                        List<String> groups = new ArrayList<>();
                        for (int depth : depths(order, full)) {
                            ExpectedPage page = table.expected(order, direction, depth);
                            groups.add(page.position().label());
                            results.add(
                                    page.position().label(),
                                    measure(page.position(), contenders, costs.of(page), full ? 40 : 3));
                        }
                        compareEnds(groups, results);
                    }
                }
            }
        }
    }

    private static List<Integer> depths(PageOrder order, boolean full) {
        if (!full) {
            return List.of(0, 20_000);
        }
        List<Integer> depths = new ArrayList<>(List.of(0, 1_000, 100_000, 500_000, 900_000));
        if (order == PageOrder.UNIQUE) {
            depths.add(1_000_000);
        }
        return depths;
    }

    /** Until Java has compiled what all cases run, so that the first ones are not the slowest. */
    private static void warmUp(PageContenders contenders, PagePosition position, Duration each) throws Exception {
        for (PageContender contender : contenders.paging(position.order())) {
            PageCall call = contender.at(position);
            long end = System.nanoTime() + each.toNanos();
            while (System.nanoTime() < end) {
                call.read();
            }
        }
    }

    private static void compareEnds(List<String> groups, Results results) {
        if (results.has("headroom", groups.get(0))) {
            results.compare("headroom", Metric.BUFFERS, groups.get(groups.size() - 1), groups.get(0));
        }
    }

    /** Figures by contender; null for one that has no costs, because it returned wrong rows. */
    private static Map<String, @Nullable Map<Metric, Double>> measure(
            PagePosition position, PageContenders contenders, Map<String, Map<Metric, Double>> costs, int rounds)
            throws Exception {
        InterleavedTiming timing = new InterleavedTiming();
        List<PageContender> paging = contenders.paging(position.order());
        for (PageContender contender : paging) {
            if (costs.containsKey(contender.name())) {
                timing.add(contender.name(), contender.at(position)::read);
            }
        }
        Map<String, Map<Metric, Double>> times = timing.run(rounds);
        Map<String, @Nullable Map<Metric, Double>> figures = Results.newCase();
        for (PageContender contender : paging) {
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
