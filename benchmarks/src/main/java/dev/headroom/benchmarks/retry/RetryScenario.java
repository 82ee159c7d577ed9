package dev.headroom.benchmarks.retry;

import dev.headroom.benchmarks.Results;
import dev.headroom.benchmarks.Scenario;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.StandaloneServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Clients who want the same rows: what does it cost to lock them while computing, and what not to? */
public final class RetryScenario implements Scenario {

    private static final List<Contention> SOME = List.of(
            new Contention(200, 0, 16),
            new Contention(1, 0, 100),
            new Contention(5, 50, 16),
            new Contention(5, 500, 100));

    /** Makes the scenario; it starts nothing before {@link #run}. */
    public RetryScenario() {}

    @Override
    public String name() {
        return "retry";
    }

    @Override
    public void run(Size size, Results results) throws Exception {
        boolean full = size == Size.FULL;
        try (StandaloneServers servers = new StandaloneServers();
                MeteredPool pool = new MeteredPool(servers.database(DatabaseKind.POSTGRESQL));
                UpdateContenders contenders = new UpdateContenders(pool)) {
            UpdateRace race = new UpdateRace(pool, contenders.all());
            // Many rows and few, so that Java has compiled what follows a conflict too.
            for (int rows : List.of(200, 5)) {
                Contention contention = new Contention(rows, 0, MeteredPool.SIZE);
                race.run(contention, 1, full ? Duration.ofSeconds(2) : Duration.ofMillis(300));
            }
            for (Contention contention : full ? all() : SOME) {
                results.add(
                        contention.label(),
                        full
                                ? race.run(contention, rounds(contention), length(contention))
                                : race.run(contention, 1, length(contention).dividedBy(2)));
            }
        }
    }

    private static List<Contention> all() {
        List<Contention> all = new ArrayList<>();
        for (int rows : List.of(1, 5, 200)) {
            for (int milliseconds : List.of(0, 50, 500)) {
                for (int clients : List.of(16, 100)) {
                    all.add(new Contention(rows, milliseconds, clients));
                }
            }
        }
        return all;
    }

    /** Windows in turn, as many as are long enough for the computation. */
    private static int rounds(Contention contention) {
        if (contention.milliseconds() == 0) {
            return 3;
        }
        return contention.milliseconds() < 500 ? 2 : 1;
    }

    private static Duration length(Contention contention) {
        if (contention.milliseconds() == 0) {
            return Duration.ofMillis(700);
        }
        return contention.milliseconds() < 500 ? Duration.ofMillis(1_250) : Duration.ofMillis(3_500);
    }
}
