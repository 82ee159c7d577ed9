package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PostgreSQL makes of the statements when its statistics are old. */
@ExtendWith(ServersExtension.class)
class PlansTest {

    private static final Pattern PARAMETER = Pattern.compile("\\?");

    /** As after a quiet time, at the beginning of a rush. */
    @Test
    void findJobsByTheirIdsWhenStatisticsKnowOfNoneThatWaits(Servers servers) throws Exception {
        TestStore store = new TestStore(servers.database(DatabaseKind.POSTGRESQL));
        Set<String> sent;
        try (EngineBench plain = new EngineBench(store.engine(), store.engine(), store.dataSource)) {
            plain.jobs().enqueueAll(EngineBench.TEXT, Collections.nCopies(1_000, "ended"));
            store.execute("update headroom_jobs set state = 'SUCCEEDED', expires_at = due_at + retention_ms");
            store.execute("delete from headroom_tickets_default");
            store.execute("analyze headroom_jobs");
            plain.jobs()
                    .enqueueAll(
                            EngineBench.TEXT,
                            Collections.nCopies(1_000, "waiting"),
                            JobOptions.standard().priority(-1));
            sent = sentForOneJob(store);
        }
        assertThat(sent).anyMatch(sql -> sql.contains("recursive")).anyMatch(sql -> sql.contains("with ended as"));
        for (String sql : sent) {
            assertThat(plan(store, sql)).as(sql).doesNotContain("headroom_jobs_waiting");
        }
    }

    /** Statements that are about jobs by their ids. */
    private static Set<String> sentForOneJob(TestStore store) {
        RecordingDataSource recorded = new RecordingDataSource(store.dataSource);
        DbSchedulerEngine engine = TestStore.builder(recorded).build();
        try (EngineBench bench = new EngineBench(engine, engine, recorded)) {
            JobId cancelled = bench.enqueue("cancelled");
            bench.jobs().cancel(cancelled);
            bench.worker(
                    1,
                    worker -> worker.handle(
                            EngineBench.TEXT, (text, context) -> context.step("one", String.class, () -> text)));
            bench.end(bench.enqueue("a", JobOptions.standard().priority(1)));
        }
        return recorded.statements().stream()
                .map(statement -> statement.sql())
                .filter(sql -> sql.contains("headroom_jobs") && !sql.startsWith("insert") && !sql.contains("queue = ?"))
                .collect(Collectors.toSet());
    }

    /** The plan that is kept for any values. */
    private static String plan(TestStore store, String sql) throws SQLException {
        AtomicInteger number = new AtomicInteger();
        String numbered = PARAMETER.matcher(sql).replaceAll(any -> "\\$" + number.incrementAndGet());
        String values = String.join(", ", Collections.nCopies(number.get(), "null"));
        try (Connection connection = store.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare kept as " + numbered);
            try (ResultSet rows =
                    statement.executeQuery("explain execute kept" + (values.isEmpty() ? "" : "(" + values + ")"))) {
                StringBuilder plan = new StringBuilder();
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
                return plan.toString();
            } finally {
                statement.execute("deallocate kept");
                statement.execute("reset plan_cache_mode");
            }
        }
    }
}
