package dev.headroom.examples.musicstore.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.dbscheduler.DbSchedulerSchema;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reports in the transactions of whoever asks for them, and in attempts that are broken off. */
@ExtendWith(SharedStore.class)
class ReportJobsTest {

    private static final ReportRequest REQUEST = new ReportRequest(2024, 0);

    private final RunningStore store;
    private final ReportJobs reports;

    ReportJobsTest(RunningStore store) {
        this.store = store;
        this.reports = store.bean(ReportJobs.class);
    }

    @Test
    void aReportRunsWhenTheTransactionIsCommittedAndNotBefore() throws Exception {
        JobId id = inTransaction(false, () -> {
            JobId enqueued = reports.enqueue(REQUEST);
            assertThat(reports.status(enqueued)).isEmpty();
            return enqueued;
        });
        reports.await(id, Duration.ofSeconds(15));

        assertThat(reports.status(id).map(ReportStatus::state)).hasValue(JobState.SUCCEEDED);
    }

    @Test
    void aTransactionThatIsRolledBackLeavesNoReport() {
        JobId id = inTransaction(true, () -> reports.enqueue(REQUEST));

        assertThat(reports.status(id)).isEmpty();
    }

    @Test
    void withoutATransactionNothingIsEnqueued() {
        ReportJobs untold = new ReportJobs(store.bean(Jobs.class), store.bean(EntityManager.class));

        assertThatThrownBy(() -> untold.enqueue(REQUEST))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("no transaction");
    }

    @Test
    void aReportIsLookedAtWhileAllConnectionsOfTheStoreAreHeld() throws Exception {
        JobId id = reports.enqueue(REQUEST);
        DataSource connections = store.bean(DataSource.class);
        List<Connection> held = new ArrayList<>();
        try {
            for (int connection = 0; connection < 8; connection++) {
                held.add(connections.getConnection());
            }
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> reports.status(id)))
                    .isPresent();
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
    }

    @Test
    void aSecondAttemptAddsUpOnlyWhatTheFirstHasNot() throws Exception {
        ReportHandler handler = store.bean(ReportHandler.class);
        RememberedSteps context = new RememberedSteps(5);
        assertThatThrownBy(() -> handler.run(REQUEST, context)).isInstanceOf(IllegalStateException.class);
        assertThat(context.done()).hasSize(5);
        RevenueReport report = handler.run(REQUEST, context.again());

        assertThat(context.done()).hasSize(12);
        assertThat(report.months().subList(0, 5)).isEqualTo(context.done().subList(0, 5));
        assertThat(report).isEqualTo(RevenueReport.of(2024, new ArrayList<>(context.done())));
        assertThat(context.said())
                .startsWith("January 0 of 12", "February 1 of 12")
                .hasSize(6 + 12);
    }

    @Test
    void jobsOfOtherKindsAreNoReports() {
        JobType<String, Void> other = JobType.of("other", String.class, Void.class);
        JobId id = store.bean(Jobs.class)
                .enqueue(other, "any", JobOptions.queue(ReportJobs.QUEUE).delay(Duration.ofHours(1)))
                .id();

        assertThat(reports.status(id)).isEmpty();
        assertThat(reports.cancel(id)).isEqualTo(CancelResult.CANCELLED);
    }

    /** The store's tables have grown by migrations; what they came to is what the library makes at once. */
    @Test
    void theMigrationsLeadToTheTablesOfTheLibrary() {
        JdbcClient library = JdbcClient.create(store.newDatabase("library"));
        // spotless:off
        String ddl = DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.POSTGRESQL, ReportJobs.QUEUE);
        // spotless:on
        library.sql(ddl).update();
        List<String> tables = library.sql("select tablename from pg_tables where schemaname = 'public'")
                .query(String.class)
                .list();

        assertThat(tables).hasSize(6);
        assertThat(shape(store.jdbc(), tables)).isEqualTo(shape(library, tables));
    }

    private static List<String> shape(JdbcClient database, List<String> tables) {
        return database.sql("""
                        select concat_ws(' ', table_name, column_name, data_type, character_maximum_length, collation_name,
                                is_nullable, column_default)
                        from information_schema.columns where table_schema = 'public' and table_name in (:tables)
                        union all
                        select indexdef from pg_indexes where schemaname = 'public' and tablename in (:tables)
                        union all
                        select concat_ws(' ', tickets, queue) from headroom_job_queues where tickets in (:tables)
                        order by 1
                        """).param("tables", tables).query(String.class).list();
    }

    @Test
    void preferencesThatCannotBeReadAreNone() {
        assertThat(PreferredWait.in(List.of())).isEqualTo(Optional.empty());
        assertThat(PreferredWait.in(List.of("respond-async", "wait=ten", "waiting=5", "wait=-1")))
                .isEmpty();
        assertThat(PreferredWait.in(List.of("respond-async;x=1, Wait = \"5\" ; y", "wait=9")))
                .hasValue(Duration.ofSeconds(5));
        assertThat(PreferredWait.in(List.of("wait=999999"))).hasValue(PreferredWait.MOST);
    }

    private <T> T inTransaction(boolean rollBack, Supplier<T> work) {
        return new TransactionTemplate(store.bean(PlatformTransactionManager.class)).execute(status -> {
            if (rollBack) {
                status.setRollbackOnly();
            }
            return work.get();
        });
    }
}
