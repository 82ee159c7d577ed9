package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** A transaction that somebody forgot, as one whose connection is half-open, hinders no other job. */
@EachDatabase
class HeldJobsTest extends EachStoreTest {

    /** Of the jobs of a dead worker, one is held by the transaction that it was in. */
    @Test
    void takesOtherJobsFromTheDead() throws Exception {
        Claim held = Zombie.claim(store, bench.enqueue("held"));
        store.execute("update headroom_tickets_default set last_heartbeat = '2019-01-01 00:00:00'");
        JobId free = bench.enqueue("free");
        Zombie.claim(store, free);
        try (Connection connection = store.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(bench.other().store().fence(held, StoreTransaction.of(connection))).isTrue();

            bench.worker(2, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));

            Optional<JobStatus> status = bench.jobs().await(free, Duration.ofSeconds(8));
            assertThat(status.map(JobStatus::state)).hasValue(JobState.SUCCEEDED);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(bench.end(held.id()).attempts()).isEqualTo(1); // it was not alone in the dead process
    }

    /** After transaction-outbox's tests of locks that others hold. */
    @Test
    void passesOverEntriesThatAnotherTransactionHolds() throws Exception {
        Assumptions.assumeTrue(store.kind == DatabaseKind.POSTGRESQL, "Elsewhere a held queue entry is waited for.");
        JobId held = bench.enqueue("held");
        try (Connection connection = store.dataSource.getConnection();
                PreparedStatement hold = connection.prepareStatement(
                        "select task_instance from headroom_tickets_default where task_instance = ? for update")) {
            connection.setAutoCommit(false);
            hold.setString(1, held.toString());
            hold.executeQuery();

            bench.worker(1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));

            for (int number = 0; number < 3; number++) {
                assertThat(bench.end(bench.enqueue("free")).attempts()).isEqualTo(1);
            }
            assertThat(bench.status(held).state()).isEqualTo(JobState.READY);
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(bench.end(held).attempts()).isEqualTo(1);
    }
}
