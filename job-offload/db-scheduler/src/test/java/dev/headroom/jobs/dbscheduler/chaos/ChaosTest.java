package dev.headroom.jobs.dbscheduler.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import dev.headroom.jobs.dbscheduler.DbSchedulerSchema;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import dev.headroom.testsupport.TcpProxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two processes work off a queue while they are killed, stand still, lose their connections and their database. Nothing is lost, and what
 * shall happen once happens once. Ten times as many jobs where {@code CI} is set.
 */
@EnabledOnOs(OS.LINUX)
@ExtendWith(ServersExtension.class)
class ChaosTest {

    private static final Logger LOG = LoggerFactory.getLogger(ChaosTest.class);
    private static final int JOBS = System.getenv("CI") == null ? 1_000 : 10_000;
    private static final int TOGETHER = 100;
    private static final long SEED = 20_261_122;
    private static final Duration BETWEEN = Duration.ofMillis(1_500);

    /** A job that nobody has ended by then is lost. */
    private static final int MOST_DISTURBANCES = 60;

    /** Long enough for the others to take the jobs of a process that stands still. */
    private static final Duration STANDSTILL = ChaosWorker.HEARTBEAT.multipliedBy(8);

    private final Random random = new Random(SEED);
    private final List<ChaosProcess> processes = new ArrayList<>();

    @TempDir
    Path logs;

    @Test
    @EnabledIfEnvironmentVariable(named = "CI", matches = ".+", disabledReason = "It takes half a minute")
    void runsJobsOfADeadProcessWithinHalfAMinute(Servers servers) throws Exception {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        DataSource dataSource = database.dataSource();
        createTables(dataSource);
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(dataSource).build()) {
            Jobs jobs = Jobs.on(engine, new Numbers());
            JobId id = jobs.enqueue(ChaosWorker.WORK, ChaosWorker.STAYS, JobOptions.queue(ChaosWorker.QUEUE))
                    .id();
            start(database, database.url(), "standard");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> number(dataSource, "select count(*) from calls") == 1);
            processes.get(0).kill();
            long killed = System.nanoTime();
            processes.get(0).restart();
            assertThat(jobs.await(id, Duration.ofMinutes(2)).orElseThrow().state())
                    .isEqualTo(JobState.SUCCEEDED);
            Duration took = Duration.ofNanos(System.nanoTime() - killed);
            LOG.info("The job of a dead process ran again and ended {} ms after its death.", took.toMillis());
            assertThat(took).isLessThan(Duration.ofSeconds(30));
        } finally {
            processes.forEach(ChaosProcess::close);
        }
    }

    @Test
    @Timeout(600)
    void losesNothingAndDoublesNothing(Servers servers) throws Exception {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        DataSource dataSource = database.dataSource();
        createTables(dataSource);
        enqueue(dataSource);
        try (TcpProxy proxy = database.openProxy()) {
            start(database, database.url());
            start(database, database.urlThrough(proxy));
            Recoveries recoveries = new Recoveries(dataSource);
            int events = 0;
            settle(dataSource, recoveries);
            while (unfinished(dataSource) > 0 && events < MOST_DISTURBANCES) {
                disturb(events++, dataSource, proxy, recoveries);
                settle(dataSource, recoveries);
            }
            report(dataSource, events, recoveries);
        } finally {
            processes.forEach(ChaosProcess::close);
        }
    }

    private static void createTables(DataSource dataSource) throws SQLException {
        execute(dataSource, DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.POSTGRESQL, ChaosWorker.QUEUE));
        execute(
                dataSource,
                "create table effects (number integer, key varchar(36));"
                        + "create table calls (attempt integer, key varchar(36))");
    }

    private void start(Database database, String url, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(url, database.user(), database.password()));
        arguments.addAll(List.of(more));
        processes.add(new ChaosProcess(arguments, logs.resolve(processes.size() + ".log")));
    }

    /** Each fifth transaction is rolled back. */
    private static void enqueue(DataSource dataSource) throws SQLException {
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(dataSource).build();
                Connection connection = dataSource.getConnection()) {
            Jobs jobs = Jobs.on(engine, new Numbers());
            connection.setAutoCommit(false);
            for (int from = 0; from < JOBS; from += TOGETHER) {
                List<Integer> numbers =
                        IntStream.range(from, from + TOGETHER).boxed().toList();
                if (from % (5 * TOGETHER) == 0) {
                    jobs.in(connection).enqueueAll(ChaosWorker.WORK, numbers, JobOptions.queue(ChaosWorker.QUEUE));
                    connection.rollback();
                }
                jobs.in(connection).enqueueAll(ChaosWorker.WORK, numbers, JobOptions.queue(ChaosWorker.QUEUE));
                connection.commit();
            }
        }
    }

    private void disturb(int event, DataSource dataSource, TcpProxy proxy, Recoveries recoveries) throws Exception {
        for (ChaosProcess process : processes) {
            process.restartIfDead(); // it does not survive to be started while its database is down
        }
        ChaosProcess victim = processes.get(random.nextInt(processes.size()));
        switch (event % 5) {
            case 0, 3 -> kill(victim, recoveries);
            case 1 -> standStill(victim, dataSource, recoveries);
            case 2 -> loseConnections(proxy, dataSource, recoveries);
            default -> crashDatabase(dataSource);
        }
    }

    private static void kill(ChaosProcess victim, Recoveries recoveries) throws Exception {
        recoveries.killed(() -> {
            try {
                victim.kill();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        victim.restart();
    }

    private static void standStill(ChaosProcess victim, DataSource dataSource, Recoveries recoveries) throws Exception {
        victim.freeze();
        try {
            pause(STANDSTILL, dataSource, recoveries);
        } finally {
            victim.thaw();
        }
    }

    private static void loseConnections(TcpProxy proxy, DataSource dataSource, Recoveries recoveries) throws Exception {
        proxy.silence();
        pause(STANDSTILL, dataSource, recoveries);
        proxy.restore();
    }

    /** One process of the server dies at once, so that the server ends all others and recovers from its log, as after an immediate stop. */
    private static void crashDatabase(DataSource dataSource) throws Exception {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet pid = statement.executeQuery("select pg_backend_pid()")) {
            pid.next();
            ChaosProcess.signal("KILL", pid.getLong(1));
        } catch (SQLException gone) {
            LOG.debug("The connection is gone, as it should be.", gone);
        }
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> unfinished(dataSource) >= 0);
    }

    private static void settle(DataSource dataSource, Recoveries recoveries) throws Exception {
        pause(BETWEEN, dataSource, recoveries);
    }

    private static void pause(Duration time, DataSource dataSource, Recoveries recoveries) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        Awaitility.await()
                .atMost(time.plusMinutes(1))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    recoveries.look();
                    return System.nanoTime() > end || unfinished(dataSource) == 0;
                });
    }

    private static void report(DataSource dataSource, int events, Recoveries recoveries) throws SQLException {
        long lost = number(dataSource, "select count(*) from headroom_jobs where state <> 'SUCCEEDED'");
        long doubled = number(dataSource, "select count(*) from effects") - JOBS;
        long repeated = number(dataSource, "select count(*) from calls") - JOBS;
        LOG.info(
                "{} jobs, {} disturbances: lost {}, doubled effects {}, repeated calls {}; {}.",
                JOBS,
                events,
                lost,
                doubled,
                repeated,
                recoveries);
        assertThat(lost).isZero();
        assertThat(number(dataSource, "select count(*) from headroom_jobs")).isEqualTo(JOBS);
        assertThat(number(dataSource, "select count(*) from headroom_tickets_chaos"))
                .isZero();
        assertThat(number(dataSource, "select count(*) from effects")).isEqualTo(JOBS);
        assertThat(number(dataSource, "select count(distinct number) from effects"))
                .isEqualTo(JOBS);
        assertThat(number(dataSource, "select count(distinct key) from calls")).isEqualTo(JOBS);
        assertThat(recoveries.longest()).isLessThan(Duration.ofSeconds(30).toMillis());
    }

    private static long unfinished(DataSource dataSource) throws SQLException {
        return number(
                dataSource, "select count(*) from headroom_jobs where state not in ('SUCCEEDED', 'CANCELLED', 'DEAD')");
    }

    private static long number(DataSource dataSource, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(DataSource dataSource, String statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
