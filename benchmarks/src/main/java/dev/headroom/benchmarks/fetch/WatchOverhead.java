package dev.headroom.benchmarks.fetch;

import dev.headroom.benchmarks.InterleavedTiming;
import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import dev.headroom.fetch.watch.QueryWatch;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What a watch costs a page that is read by a plan, and one that is read lazily. The floor is the same without a watch. */
final class WatchOverhead implements AutoCloseable {

    private static final int ONE_OF = 100;

    private final GraphContenders unwatched;
    private final GraphContenders installed;
    private final GraphContenders sampled;
    private final QueryWatch idle;
    private final QueryWatch sampling;
    private final LongAdder findings = new LongAdder();

    WatchOverhead(DataSource dataSource) {
        unwatched = new GraphContenders(dataSource);
        installed = new GraphContenders(dataSource);
        sampled = new GraphContenders(dataSource);
        idle = QueryWatch.install(installed.plain());
        sampling = QueryWatch.install(sampled.plain());
        sampling.sample(ONE_OF, finding -> findings.increment());
    }

    /** Figures of one way to read the page. */
    Map<String, @Nullable Map<Metric, Double>> of(String contender, PurchasePage page, boolean full) throws Exception {
        InterleavedTiming timing = new InterleavedTiming(full ? Duration.ofSeconds(10) : Duration.ofMillis(100));
        timing.add("floor", unwatched.named(contender).at(page)::read);
        timing.add("headroom-watch-installed", installed.named(contender).at(page)::read);
        timing.add("headroom-watch-sampling", sampled.named(contender).at(page)::read);
        Map<String, @Nullable Map<Metric, Double>> figures = Results.newCase();
        figures.putAll(timing.run(full ? 400 : 3));
        return figures;
    }

    /** How often the sampling found something; never would mean that it was not on. */
    long findings() {
        return findings.sum();
    }

    @Override
    public void close() {
        sampling.close();
        idle.close();
        sampled.close();
        installed.close();
        unwatched.close();
    }
}
