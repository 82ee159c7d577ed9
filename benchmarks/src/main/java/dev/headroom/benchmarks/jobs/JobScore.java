package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a contender did in all its turns of a case. Not thread-safe. */
final class JobScore {

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final int TIMES_FOR_P99 = 100;

    private final List<Long> times = new ArrayList<>();
    private final List<Double> throughputs = new ArrayList<>();
    private long jobs;
    private ServerCosts costs = ServerCosts.NONE;
    private boolean correct = true;

    void add(Turn turn) {
        jobs += turn.jobs();
        if (turn.seconds() > 0) {
            throughputs.add(turn.jobs() / turn.seconds());
        }
        costs = costs.plus(turn.costs());
        times.addAll(turn.times());
        correct &= turn.correct();
    }

    boolean isCorrect() {
        return correct;
    }

    /** Null if jobs were lost or ran twice. */
    @Nullable Map<Metric, Double> figures() {
        if (!correct) {
            return null;
        }
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        if (!throughputs.isEmpty()) {
            figures.put(Metric.THROUGHPUT, medianThroughput());
        }
        if (costs.statements() > 0 && jobs > 0) {
            figures.put(Metric.STATEMENTS_PER_JOB, (double) costs.statements() / jobs);
            figures.put(Metric.WAL_PER_JOB, (double) costs.walBytes() / jobs);
        }
        if (!times.isEmpty()) {
            Collections.sort(times);
            figures.put(Metric.TIME, quantile(0.5));
            figures.put(Metric.P95, quantile(0.95));
        }
        if (times.size() >= TIMES_FOR_P99) {
            figures.put(Metric.P99, quantile(0.99));
        }
        if (costs.deadRows() >= 0) {
            figures.put(Metric.DEAD_ROWS, (double) costs.deadRows());
        }
        return figures;
    }

    /** A checkpoint of the server meets one turn, and not always the same contender's. */
    private double medianThroughput() {
        Collections.sort(throughputs);
        int middle = throughputs.size() / 2;
        return throughputs.size() % 2 == 1
                ? throughputs.get(middle)
                : (throughputs.get(middle - 1) + throughputs.get(middle)) / 2;
    }

    /** Milliseconds. */
    private double quantile(double share) {
        return times.get(Math.min((int) (times.size() * share), times.size() - 1)) / NANOS_PER_MILLI;
    }
}
