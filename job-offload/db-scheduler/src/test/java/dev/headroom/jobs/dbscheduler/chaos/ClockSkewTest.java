package dev.headroom.jobs.dbscheduler.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import dev.headroom.jobs.dbscheduler.DbSchedulerSchema;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clock of one process is five minutes ahead, and that of another five minutes behind. Nothing runs earlier or later for it, and nothing
 * is taken from the living.
 */
@ExtendWith(ServersExtension.class)
class ClockSkewTest {

    private static final long SKEW = 300;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final List<ChaosProcess> processes = new ArrayList<>();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        processes.forEach(ChaosProcess::close);
    }

    @Test
    void changesNothing(Servers servers) throws Exception {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        DataSource dataSource = database.dataSource();
        execute(dataSource, DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.POSTGRESQL, SkewedWorker.QUEUE));
        execute(dataSource, "create table runs (job varchar(36), at timestamptz default clock_timestamp())");
        execute(dataSource, "create table clocks (shows bigint, at timestamptz default clock_timestamp())");
        start(database, SKEW);
        start(database, -SKEW);
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(dataSource).build()) {
            Awaitility.await()
                    .atMost(LONG)
                    .until(() ->
                            numbers(dataSource, "select count(*) from clocks").contains(2L));
            assertThat(numbers(
                            dataSource,
                            "select round((shows / 1000.0 - extract(epoch from at)) / 60) from clocks order by shows"))
                    .containsExactly(-SKEW / 60, SKEW / 60);

            List<JobStatus> ends = run(Jobs.on(engine, new Numbers()), dataSource);

            assertThat(ends).allMatch(job -> job.state() == JobState.SUCCEEDED);
            assertThat(ends).filteredOn(job -> job.attempts() > 1).hasSize(4);
            check(dataSource);
        }
    }

    private void start(Database database, long skew) throws Exception {
        processes.add(new ChaosProcess(
                SkewedClock.options(skew, directory),
                SkewedWorker.class,
                List.of(database.url(), database.user(), database.password()),
                directory.resolve(skew + ".log")));
    }

    private static List<JobStatus> run(Jobs jobs, DataSource dataSource) throws Exception {
        JobOptions options = JobOptions.queue(SkewedWorker.QUEUE);
        List<JobId> ids = new ArrayList<>();
        for (int number = 0; number < 8; number++) {
            int kind = number % 2 == 0 ? SkewedWorker.ENQUEUES : SkewedWorker.FAILS;
            ids.add(jobs.enqueue(SkewedWorker.WORK, kind, options).id());
            ids.add(jobs.enqueue(SkewedWorker.WORK, 0, options.delay(SkewedWorker.LATER))
                    .id());
        }
        // The jobs that these enqueue are there, too.
        Awaitility.await()
                .atMost(LONG)
                .until(() -> numbers(dataSource, "select count(*) from headroom_jobs" + " where state = 'SUCCEEDED'")
                        .contains(20L));
        for (int number = 0; number < 2 * SkewedWorker.THREADS; number++) {
            ids.add(jobs.enqueue(SkewedWorker.WORK, SkewedWorker.LONG, options).id());
        }
        List<JobStatus> ends = new ArrayList<>();
        for (JobId id : ids) {
            ends.add(jobs.await(id, LONG).orElseThrow());
        }
        return ends;
    }

    /** In milliseconds: a process asks for the time of the database, and the answer takes some. */
    private static void check(DataSource dataSource) throws SQLException {
        String runs =
                "select count(*) from headroom_jobs j join (select job, count(*) as times, max(at) as last from runs group by job) r"
                        + " on r.job = j.id where ";
        String last = "extract(epoch from r.last) * 1000";
        assertThat(numbers(dataSource, "select count(*) from headroom_jobs")).containsExactly(28L);
        assertThat(numbers(dataSource, runs + "r.times = j.attempts")).containsExactly(28L);
        assertThat(numbers(dataSource, runs + last + " < j.due_at - 100")).containsExactly(0L);
        assertThat(numbers(dataSource, runs + last + " > j.due_at + 60000")).containsExactly(0L);
        assertThat(numbers(dataSource, runs + "abs(" + last + " - j.started_at) > 60000"))
                .containsExactly(0L);
        assertThat(numbers(dataSource, runs + "j.finished_at < j.created_at or j.finished_at > " + last + " + 60000"))
                .containsExactly(0L);
    }

    private static List<Long> numbers(DataSource dataSource, String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }

    private static void execute(DataSource dataSource, String statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
