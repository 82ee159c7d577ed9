package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordingDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Ended jobs go as fast as they come, however many there are. */
@EachDatabase
class PruneTest {

    private static final int MANY = 10_000;

    @Parameter
    TestStore store;

    @Test
    void workersDeleteABacklogSoon() {
        store.clear();
        fill(MANY);
        try (EngineBench bench = new EngineBench(store.engine(), store.engine(), store.dataSource)) {
            bench.worker(1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));

            Waiting.until(() -> store.count("headroom_jobs", "1 = 1") == 0);
        }
        assertThat(store.count("headroom_job_steps", "1 = 1")).isZero();
    }

    /** Those are passed over that somebody has just redriven, or holds. */
    @Test
    void waitsForNobody() throws Exception {
        store.clear();
        fill(100);
        String held = store.query("select max(id) from headroom_jobs").orElseThrow();
        try (DbSchedulerEngine engine = store.engine();
                Connection connection = store.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select id from headroom_jobs where id = '" + held + "' for update")) {
                assertThat(row.next()).isTrue();
                assertThat(engine.store().prune(1_000)).isEqualTo(99);
            }
            connection.rollback();
            connection.setAutoCommit(true);
            assertThat(engine.store().prune(1_000)).isEqualTo(1);
        }
    }

    /** While an old transaction keeps the server from cleaning up, each batch would pass over all that were deleted before. */
    @Test
    void readsNoEntryOfTheIndexAgainAndAgain() throws Exception {
        Assumptions.assumeTrue(store.kind == DatabaseKind.POSTGRESQL, "It counts what PostgreSQL reads.");
        store.clear();
        fill(MANY);
        try (DbSchedulerEngine engine = store.engine();
                Connection old = store.dataSource.getConnection()) {
            old.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            old.setAutoCommit(false);
            try (Statement statement = old.createStatement();
                    ResultSet row = statement.executeQuery("select count(*) from headroom_jobs")) {
                assertThat(row.next()).isTrue();
                long before = entriesRead();
                for (int call = 0; call < MANY / 1_000; call++) {
                    assertThat(engine.store().prune(1_000)).isEqualTo(1_000);
                }
                assertThat(entriesRead() - before).isLessThan(3L * MANY);
            }
            old.rollback();
            old.setAutoCommit(true);
            old.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
    }

    private long entriesRead() {
        store.query("select pg_stat_force_next_flush()"); // of the connection that this thread has again and again
        return store.query("select idx_tup_read from pg_stat_user_indexes where indexrelname = 'headroom_jobs_expired'")
                .map(Long::parseLong)
                .orElseThrow();
    }

    @Test
    void sendsFewStatements() {
        store.clear();
        fill(2_000);
        RecordingDataSource recorded = new RecordingDataSource(store.dataSource);
        try (DbSchedulerEngine engine = TestStore.builder(recorded).build()) {
            recorded.clear();
            assertThat(engine.store().prune(10_000)).isEqualTo(2_000);
            assertThat(recorded.count()).isLessThan(15);
        }
    }

    private void fill(int jobs) {
        fill(store, jobs);
    }

    /** Ended jobs with a step each, whose retention has passed. */
    static void fill(TestStore store, int jobs) {
        String numbers = switch (store.kind) {
            case POSTGRESQL -> "(select generate_series(1, " + jobs + ") as n) numbers";
            case MARIADB -> "(select seq as n from seq_1_to_" + jobs + ") numbers";
            case H2 -> "(select x as n from system_range(1, " + jobs + ")) numbers";
        };
        String id = "concat('00000000-0000-7000-8000-', lpad(cast(n as char(12)), 12, '0'))";
        if (store.kind == DatabaseKind.POSTGRESQL) {
            id = "concat('00000000-0000-7000-8000-', lpad(n::text, 12, '0'))";
        } else if (store.kind == DatabaseKind.H2) {
            id = "concat('00000000-0000-7000-8000-', lpad(cast(n as varchar), 12, '0'))";
        }
        store.execute("insert into headroom_jobs (id, queue, job_type, job_version, payload, priority, timeout_ms,"
                + " retention_ms, state, attempts, revoked, due_at, created_at, finished_at, expires_at,"
                + " progress_done, progress_total, progress_note) select " + id
                + ", 'default', 'text', 1, 'a', 0, 1000, 0, 'SUCCEEDED', 1, 1, 0, 0, n, n, 0, 0, '' from " + numbers);
        store.execute(
                "insert into headroom_job_steps (job_id, step, result) select id, 'step', 'a' from headroom_jobs where retention_ms = 0");
    }
}
