package dev.headroom.benchmarks.retry;

import dev.headroom.benchmarks.Metric;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one contender did in all its windows of one case. Not thread-safe. */
final class Score {

    private static final int CALLS_FOR_P99 = 100;
    private static final double PERCENT = 100;
    private static final double THOUSAND = 1_000;

    private final Tally tally = new Tally();
    private double seconds;
    private double borrowedSeconds;
    private long computations;
    private boolean correct = true;

    /**
     * Adds a window.
     *
     * @param written how many updates are in the table; another number than the clients' makes the contender a wrong one
     */
    void add(Window window, Tally counted, long computed, double borrowed, long written) {
        tally.addAll(counted);
        seconds += window.seconds();
        borrowedSeconds += borrowed;
        computations += computed;
        correct &= written == counted.updates();
    }

    /** Null if updates were lost, or came from nowhere. */
    @Nullable Map<Metric, Double> figures() {
        if (!correct) {
            return null;
        }
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.THROUGHPUT, tally.updatesInWindow() / seconds);
        if (tally.gaveUp() > 0) {
            figures.put(Metric.GIVEN_UP, (double) tally.gaveUp());
        }
        if (computations > 0) {
            figures.put(Metric.WASTED_COMPUTATIONS, PERCENT * (computations - tally.updates()) / computations);
        }
        if (tally.updatesInWindow() > 0) {
            figures.put(Metric.CONNECTION_SECONDS, THOUSAND * borrowedSeconds / tally.updatesInWindow());
        }
        if (tally.times().size() > 0) {
            figures.put(Metric.TIME, tally.times().quantile(0.5));
        }
        if (tally.times().size() >= CALLS_FOR_P99) {
            figures.put(Metric.P99, tally.times().quantile(0.99));
        }
        return figures;
    }
}
