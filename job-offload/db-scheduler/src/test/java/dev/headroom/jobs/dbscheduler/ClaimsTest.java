package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One statement of PostgreSQL claims jobs and reads them. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
class ClaimsTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private TestStore store;

    @BeforeEach
    void open(Servers servers) {
        store = new TestStore(servers.database(DatabaseKind.POSTGRESQL));
    }

    @Test
    void readsNoJobAgainThatItHasJustClaimed() throws Exception {
        RecordingDataSource recorded = new RecordingDataSource(store.dataSource);
        try (DbSchedulerEngine engine =
                DbSchedulerEngine.on(recorded).pollInterval(NEVER).build()) {
            ClaimRunner runner = new ClaimRunner(engine, new CountDownLatch(0));
            List<JobId> ids = ClaimRunner.enqueue(engine, 3, JobOptions.standard());
            recorded.clear();
            engine.subscribe(new QueueSpec("default", 3), runner);
            for (int job = 0; job < 3; job++) {
                assertThat(runner.begun.take().payload().text()).isEqualTo("a");
            }
            Waiting.until(() -> store.count("headroom_jobs", "state = 'SUCCEEDED'") == ids.size());
            assertThat(recorded.statements().stream().map(statement -> statement.sql()))
                    .noneMatch(sql -> sql.startsWith("select") && sql.contains("payload"));
        }
    }

    @Test
    void readsAJobAgainWhoseAttemptBeginsLater() {
        try (DbSchedulerEngine engine = store.engine()) {
            JobId id = ClaimRunner.enqueue(engine, 1, JobOptions.standard()).get(0);
            Claim claim = Zombie.claim(store, id);
            JobReads.Begun begun =
                    TestStore.parts(store.dataSource).reads().begin(claim).orElseThrow();
            HeldClaim held = new HeldClaim(claim, new ClaimBudget(1, () -> {}), begun);
            assertThat(held.takeRead(Duration.ofHours(1).toNanos())).contains(begun);
            assertThat(held.takeRead(Duration.ofHours(1).toNanos())).isEmpty();
            HeldClaim late = new HeldClaim(claim, new ClaimBudget(1, () -> {}), begun);
            assertThat(late.takeRead(0)).isEmpty();
        }
    }

    /**
     * The claim has looked at the table, and stands still. Meanwhile another worker, whose clock is late, runs the first attempt of the job
     * and lets go of its queue entry, which the claim then locks.
     */
    @Test
    void leavesAnEntryThatAnotherWorkerHadMeanwhile() throws Exception {
        store.execute("create function stand_still() returns boolean language plpgsql volatile as"
                + " 'begin perform pg_advisory_xact_lock(4711); return true; end'");
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(store.dataSource)
                        .pollInterval(Duration.ofMillis(50))
                        .build();
                Connection holder = store.dataSource.getConnection()) {
            JobId id = ClaimRunner.enqueue(engine, 1, JobOptions.standard()).get(0);
            store.execute(
                    "create view headroom_tickets_slow as select ctid, * from headroom_tickets_default where stand_still()");
            store.execute("insert into headroom_job_queues (tickets, queue) values ('headroom_tickets_slow', 'slow')");
            holder.setAutoCommit(false);
            lock(holder);
            ClaimRunner runner = new ClaimRunner(engine, new CountDownLatch(0));
            engine.subscribe(new QueueSpec("slow", 1), runner);
            Waiting.until(() -> store.query("select 1 from pg_locks where locktype = 'advisory' and not granted")
                    .isPresent());

            Claim first = Zombie.claim(store, id);
            StoreParts parts = TestStore.parts(store.dataSource);
            Ending retry = Ending.retry(new JobProblem("kind", "message"), Duration.ZERO, Duration.ZERO);
            Optional<JobState> released = parts.connections()
                    .transaction("end", own -> parts.endings().end(own, first, retry));
            assertThat(released).contains(JobState.RETRYING);
            store.execute("update headroom_tickets_default set execution_time = '2020-01-01 00:00:00'");
            holder.commit();

            assertThat(runner.begun.take().status().attempts()).isEqualTo(2);
        }
    }

    private static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(4711)");
        }
    }

    /** Those of the highest priority are not due, and there are many of them. */
    @Test
    void doesNotPassOverEntriesOfTheFuture() throws Exception {
        store.execute(
                "insert into headroom_tickets_default (task_name, task_instance, execution_time, picked, version, priority)"
                        + " select 'headroom', 'later-' || n, now() + interval '1 day', false, 1, n % 3 + 1"
                        + " from generate_series(1, 20000) n");
        RecordingDataSource recorded = new RecordingDataSource(store.dataSource);
        try (DbSchedulerEngine engine =
                DbSchedulerEngine.on(recorded).pollInterval(NEVER).build()) {
            ClaimRunner runner = new ClaimRunner(engine, new CountDownLatch(0));
            ClaimRunner.enqueue(engine, 1, JobOptions.standard());
            engine.subscribe(new QueueSpec("default", 5), runner);
            runner.begun.take();
        }
        String claim = recorded.statements().stream()
                .map(statement -> statement.sql())
                .filter(sql -> sql.contains("recursive"))
                .findFirst()
                .orElseThrow();
        assertThat(buffers(claim)).isBetween(5L, 100L);
    }

    private long buffers(String claim) throws SQLException {
        try (Connection connection = store.dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("explain (analyze, buffers, format json) " + claim)) {
            statement.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
            statement.setInt(2, 5);
            statement.setString(3, "test");
            statement.setObject(4, OffsetDateTime.now(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                String plan = rows.getString(1);
                Matcher hits = Pattern.compile("\"Shared Hit Blocks\": (\\d+)").matcher(plan);
                return hits.find() ? Long.parseLong(hits.group(1)) : 0;
            }
        }
    }
}
