package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.engine.AttemptReport;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.ClaimState;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.EachDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** After db-scheduler's DeadExecutionsTest and the races of Solid Queue's stale workers. */
@EachDatabase
class DeadWorkersTest extends EachStoreTest {

    private static final StepResult STEP = new StepResult(Optional.of(JobData.ofText("by the zombie")));

    private JobStore jobStore() {
        return bench.other().store();
    }

    private static AttemptReport report(long done, long total) {
        return new AttemptReport(Duration.ZERO, Optional.of(new JobProgress(done, total, "")));
    }

    private boolean fence(Claim claim) throws Exception {
        try (Connection connection = store.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            boolean owned = jobStore().fence(claim, StoreTransaction.of(connection));
            connection.rollback();
            connection.setAutoCommit(true);
            return owned;
        }
    }

    @Test
    void anOwnerMaySpeak() throws Exception {
        Claim owner = Zombie.claim(store, bench.enqueue("a"));

        assertThat(jobStore().begin(owner)).isPresent();
        assertThat(jobStore().check(List.of(owner))).containsEntry(owner, ClaimState.OWNED);
        jobStore().report(Map.of(owner, report(1, 2)));
        assertThat(bench.status(owner.id()).progress().done()).isEqualTo(1);
        assertThat(fence(owner)).isTrue();
        assertThat(jobStore().keepStep(owner, "step", STEP, StoreTransaction.own())).isTrue();
        assertThat(jobStore().step(owner, "step", StoreTransaction.own())).isPresent();
        assertThat(jobStore().end(owner, Ending.succeeded(Optional.empty(), Duration.ofMillis(1)), StoreTransaction.own()))
                .isPresent();
        assertThat(bench.status(owner.id()).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isZero();
    }

    @Test
    void aZombieSpeaksToNobody() throws Exception {
        JobId id = bench.enqueue("a");
        Claim zombie = Zombie.claim(store, id);
        CountDownLatch go = new CountDownLatch(1);
        bench.worker(
                1,
                worker -> worker.handle(EngineBench.TEXT, (text, context) -> {
                    go.await();
                    return "by attempt " + context.attempt();
                }));
        Waiting.until(() -> bench.status(id).attempts() == 2);

        refuses(zombie);
        go.countDown();
        assertThat(bench.end(id).attempts()).isEqualTo(2);
        refuses(zombie);

        assertThat(bench.jobs().result(EngineBench.TEXT, id)).contains("by attempt 2");
        assertThat(bench.status(id).progress()).isEqualTo(JobProgress.NONE);
        assertThat(store.count("headroom_job_steps", "1 = 1")).isZero();
    }

    private void refuses(Claim zombie) throws Exception {
        assertThat(jobStore().begin(zombie)).isEmpty();
        assertThat(jobStore().check(List.of(zombie))).containsEntry(zombie, ClaimState.LOST);
        jobStore().report(Map.of(zombie, report(9, 9)));
        assertThat(fence(zombie)).isFalse();
        assertThat(jobStore().keepStep(zombie, "step", STEP, StoreTransaction.own())).isFalse();
        assertThat(jobStore().end(zombie, Ending.succeeded(STEP.data(), Duration.ofMillis(1)), StoreTransaction.own()))
                .isEmpty();
        assertThat(jobStore().end(zombie, Ending.released(Optional.empty(), Duration.ZERO, Duration.ZERO), StoreTransaction.own()))
                .isEmpty();
    }

    @Test
    void countsAttemptsThatKilledTheirProcess() {
        Worker worker = bench.worker(
                1,
                builder -> builder.handle(
                        EngineBench.TEXT,
                        (text, context) -> text,
                        RetryRules.standard().attempts(2)));
        worker.pause("default");
        JobId id = bench.enqueue("poison");
        Zombie.claim(store, id);
        Waiting.until(
                () -> bench.status(id).problem().isPresent() && bench.status(id).state() == JobState.READY);
        assertThat(bench.status(id).attempts()).isEqualTo(1);

        Zombie.claim(store, id);

        JobStatus dead = bench.end(id);
        assertThat(dead.state()).isEqualTo(JobState.DEAD);
        assertThat(dead.attempts()).isEqualTo(2);
        assertThat(dead.problem().orElseThrow().kind()).isEqualTo("crashed");
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isZero();
    }

    @Test
    void givesTheSlotOfADeadWorkerToOthers() {
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);
        Worker admitting = bench.worker(1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));
        admitting.pause("default");
        JobId first = bench.enqueue("a", key);
        Waiting.until(() -> store.count("headroom_tickets_default", "1 = 1") == 1);
        JobId second = bench.enqueue("b", key);
        Zombie.claim(store, first);

        admitting.resume("default");

        assertThat(bench.end(first).attempts()).isEqualTo(2);
        assertThat(bench.end(second).attempts()).isEqualTo(1);
        assertThat(store.count("headroom_job_keys", "1 = 1")).isZero();
    }

    @Test
    void cancelsAJobWhoseWorkerDied() {
        JobId id = bench.enqueue("a");
        Zombie.claim(store, id);
        bench.jobs().cancel(id);

        bench.worker(1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));

        assertThat(bench.end(id).state()).isEqualTo(JobState.CANCELLED);
    }

    /** Longer than a worker may be silent. */
    private static final Duration LONG_TIME = TestStore.HEARTBEAT.multipliedBy(10);

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Waiting.until(() -> System.nanoTime() > end);
    }

    @Test
    void isHeardOfWhileItRuns() {
        for (var engine : List.of(bench.engine(), bench.other())) {
            bench.worker(
                    engine,
                    2,
                    worker -> worker.handle(EngineBench.TEXT, (text, context) -> {
                        pass(LONG_TIME);
                        return text;
                    }));
        }

        List<JobId> jobs =
                Collections.nCopies(4, "a").stream().map(bench::enqueue).toList();

        jobs.forEach(id -> assertThat(bench.end(id).attempts()).isEqualTo(1));
    }

    @Test
    void isHeardOfInsideOfATransaction() {
        bench.worker(
                2,
                worker -> worker.handle(
                        EngineBench.TEXT,
                        (text, context) -> context.inTransaction("slow", String.class, transaction -> {
                            EngineBench.effect(transaction.connection(), text);
                            pass(LONG_TIME);
                            return text;
                        }),
                        RetryRules.never()));
        JobId kept = bench.enqueue("kept");
        JobId other = bench.enqueue("other");
        bench.worker(bench.other(), 1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> "doubled"));

        assertThat(bench.end(kept).attempts()).isEqualTo(1);
        assertThat(bench.end(other).attempts()).isEqualTo(1);
    }

    @Test
    void aRevivalWaitsForATransactionThatOwnsTheJob() throws Exception {
        JobId id = bench.enqueue("a");
        Claim owner = Zombie.claim(store, id);
        try (Connection connection = store.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(jobStore().fence(owner, StoreTransaction.of(connection))).isTrue();
            bench.worker(1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> "doubled"));
            EngineBench.effect(connection, "by the owner");
            pass(LONG_TIME); // somebody wants to revive it
            assertThat(jobStore().keepStep(owner, "step", STEP, StoreTransaction.of(connection))).isTrue();
            assertThat(jobStore().end(owner, Ending.succeeded(STEP.data(), Duration.ofMillis(1)), StoreTransaction.of(connection)))
                    .isPresent();
            connection.commit();
            connection.setAutoCommit(true);
        }

        assertThat(bench.end(id).attempts()).isEqualTo(1);
        assertThat(bench.jobs().result(EngineBench.TEXT, id)).contains("by the zombie");
        assertThat(bench.effects()).containsExactly("by the owner");
    }
}
