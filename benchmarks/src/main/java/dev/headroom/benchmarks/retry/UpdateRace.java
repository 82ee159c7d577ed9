package dev.headroom.benchmarks.retry;

import dev.headroom.benchmarks.Metric;
import dev.headroom.benchmarks.Results;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each contender its windows, in turn, and looks into the table after each. */
final class UpdateRace {

    private static final Duration SHORTEST_BEGINNING = Duration.ofMillis(100);

    private final MeteredPool pool;
    private final AccountTable table;
    private final List<UpdateContender> contenders;

    UpdateRace(MeteredPool pool, List<UpdateContender> contenders) {
        this.pool = pool;
        this.table = new AccountTable(pool);
        this.contenders = contenders;
    }

    /**
     * Figures by contender; null for one that lost updates.
     *
     * @param rounds how many windows each contender has
     */
    Map<String, @Nullable Map<Metric, Double>> run(Contention contention, int rounds, Duration length)
            throws Exception {
        Map<String, Score> scores = new LinkedHashMap<>();
        try (Clients clients = new Clients(contention)) {
            for (int round = 0; round < rounds; round++) {
                for (UpdateContender contender : contenders) {
                    Score score = scores.computeIfAbsent(contender.name(), name -> new Score());
                    turn(contender, clients, contention, length, score);
                }
            }
        }
        Map<String, @Nullable Map<Metric, Double>> figures = Results.newCase();
        scores.forEach((name, score) -> figures.put(name, score.figures()));
        return figures;
    }

    private void turn(UpdateContender contender, Clients clients, Contention contention, Duration length, Score score)
            throws Exception {
        table.fill(contention.rows());
        Duration compute = Duration.ofMillis(contention.milliseconds());
        Duration beginning = compute.compareTo(SHORTEST_BEGINNING) > 0 ? compute : SHORTEST_BEGINNING;
        Window window = Window.after(beginning, length);
        Computation computation = new Computation(window, compute);
        pool.measure(window);
        Tally counted = clients.run(contender, computation, window);
        score.add(window, counted, computation.done(), pool.borrowedSeconds(), table.sum());
    }
}
