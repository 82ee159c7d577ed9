package dev.headroom.benchmarks.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.benchmarks.Metric;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That everybody's updates are all there, and that the scenario would see it if they were not. */
@ExtendWith(ServersExtension.class)
class UpdateRaceTest {

    private static final Contention BUSY = new Contention(1, 20, 8);
    private static final int CLIENTS = 10;
    private static final int TIMES = 5;
    private static final Duration LENGTH = Duration.ofMillis(500);

    private static MeteredPool pool;
    private static UpdateContenders contenders;

    @BeforeAll
    static void open(Servers servers) {
        pool = new MeteredPool(servers.database(DatabaseKind.POSTGRESQL));
        contenders = new UpdateContenders(pool);
    }

    @AfterAll
    static void close() {
        contenders.close();
        pool.close();
    }

    @Test
    void writesEveryUpdateOfEachContender() throws Exception {
        AccountTable table = new AccountTable(pool);
        for (UpdateContender contender : contenders.all()) {
            table.fill(3);
            assertThat(updated(contender, 3))
                    .as(contender.name())
                    .isEqualTo(CLIENTS * TIMES)
                    .isEqualTo(table.sum());
        }
    }

    /** How many say that they have updated a row. */
    private static long updated(UpdateContender contender, int rows) throws Exception {
        Computation computation = new Computation(Window.after(Duration.ZERO, Duration.ofMinutes(10)), Duration.ZERO);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Boolean> update =
                    () -> contender.increment(ThreadLocalRandom.current().nextInt(rows) + 1, computation);
            long updated = 0;
            for (Future<Boolean> one : clients.invokeAll(Collections.nCopies(CLIENTS * TIMES, update))) {
                updated += one.get() ? 1 : 0;
            }
            return updated;
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void tellsWhoComputesInVainAndWhoKeepsItsConnection() throws Exception {
        Map<String, Map<Metric, Double>> figures = race(contenders.all(), BUSY);

        assertThat(figures)
                .containsOnlyKeys(
                        "floor",
                        "headroom",
                        "headroom-rebase",
                        "headroom-lock-after-3",
                        "for-update",
                        "skip-locked",
                        "jpa-version-retryable");
        assertThat(figures.values()).doesNotContainNull();
        for (String locking : List.of("for-update", "skip-locked")) {
            assertThat(figures.get(locking).get(Metric.WASTED_COMPUTATIONS)).isZero();
            assertThat(figures.get(locking).get(Metric.CONNECTION_SECONDS)).isGreaterThan(BUSY.milliseconds() / 2.0);
        }
        assertThat(figures.get("headroom-rebase").get(Metric.WASTED_COMPUTATIONS))
                .isZero();
        for (String optimistic : List.of("floor", "headroom", "jpa-version-retryable")) {
            assertThat(figures.get(optimistic).get(Metric.WASTED_COMPUTATIONS)).isPositive();
        }
        // Those who were cut off while they computed had one, with a lock.
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void findsAContenderThatLosesUpdates() throws Exception {
        List<UpdateContender> some = new ArrayList<>(contenders.all().subList(0, 1));
        some.add(new Overwriting(pool));

        Map<String, Map<Metric, Double>> figures = race(some, BUSY);

        assertThat(figures.get("floor")).isNotNull();
        assertThat(figures).containsEntry("overwriting", null);
    }

    private static Map<String, Map<Metric, Double>> race(List<UpdateContender> some, Contention contention)
            throws Exception {
        return new UpdateRace(pool, some).run(contention, 1, LENGTH);
    }

    /** As the floor, without looking at the version. */
    private record Overwriting(DataSource dataSource) implements UpdateContender {

        @Override
        public String name() {
            return "overwriting";
        }

        @Override
        public boolean increment(long id, Computation computation) throws SQLException {
            long balance = computation.next(read(id));
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement update =
                            connection.prepareStatement("update Account set balance = ? where id = ?")) {
                update.setLong(1, balance);
                update.setLong(2, id);
                return update.executeUpdate() == 1;
            }
        }

        private long read(long id) throws SQLException {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement select =
                            connection.prepareStatement("select balance from Account where id = ?")) {
                select.setLong(1, id);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }
    }
}
