package dev.headroom.jobs.dbscheduler;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.RacesContract;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.EachDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What users of other libraries have run into, by their public reports. */
@EachDatabase
class ReportsOfOthersTest extends EachStoreTest {

    private static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Waiting.until(() -> System.nanoTime() > end);
    }

    /** db-scheduler 365: after a signal, a job that still ran was taken by another process. */
    @Test
    void isHeardOfWhileItsWorkerIsShutDown() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        Worker first = bench.worker(
                1,
                builder -> builder.handle(TEXT, (text, context) -> {
                    runs.incrementAndGet();
                    running.countDown();
                    boolean open = false;
                    while (!open) {
                        try {
                            go.await();
                            open = true;
                        } catch (InterruptedException ignored) {
                            // It does not care.
                        }
                    }
                    return "by the first";
                }));
        JobId id = bench.enqueue("a");
        assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
        first.drain(Duration.ZERO);
        bench.engine().close();
        bench.worker(bench.other(), 1, builder -> builder.handle(TEXT, (text, context) -> "by the other"));

        pass(TestStore.HEARTBEAT.multipliedBy(10));
        go.countDown();

        assertThat(bench.end(id).attempts()).isEqualTo(1);
        assertThat(runs).hasValue(1);
        assertThat(bench.jobs().result(TEXT, id)).contains("by the first");
    }

    /** pg-boss 522, procrastinate 1446: who looks after dead workers stumbled over unique keys. */
    @Test
    void rescuesUniqueJobs() {
        JobOptions unique = JobOptions.standard().uniqueBy("x");
        JobId id = bench.enqueue("a", unique);
        Zombie.claim(store, id);
        assertThat(bench.jobs().enqueue(TEXT, "b", unique)).isEqualTo(new Enqueued(id, false));

        bench.worker(1, builder -> builder.handle(TEXT, (text, context) -> text));

        assertThat(bench.end(id).attempts()).isEqualTo(2);
        assertThat(bench.jobs().enqueue(TEXT, "c", unique).isNew()).isTrue();
    }

    /** graphile-worker 254: a queue stayed locked by a job that had died at its last attempt. */
    @Test
    void aKeyIsFreeAfterTheLastAttemptOfADeadWorker() {
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);
        Worker worker = bench.worker(1, builder -> builder.handle(TEXT, (text, context) -> text, RetryRules.never()));
        worker.pause("default");
        JobId first = bench.enqueue("a", key);
        Waiting.until(() -> store.count("headroom_tickets_default", "1 = 1") == 1);
        JobId second = bench.enqueue("b", key);
        Zombie.claim(store, first);

        assertThat(bench.end(first).state()).isEqualTo(JobState.DEAD);
        worker.resume("default");
        assertThat(bench.end(second).state()).isEqualTo(JobState.SUCCEEDED);
    }

    /** Oban 168: several that deleted at once waited for each other. */
    @Test
    void deletesTogether() throws Exception {
        PruneTest.fill(store, 6_000);

        List<Integer> deleted =
                RacesContract.together(() -> bench.other().store().prune(Integer.MAX_VALUE));

        assertThat(deleted.stream().mapToInt(Integer::intValue).sum()
                        + bench.jobs().prune(Integer.MAX_VALUE))
                .isEqualTo(6_000);
        assertThat(store.count("headroom_jobs", "1 = 1")).isZero();
        assertThat(store.count("headroom_job_steps", "1 = 1")).isZero();
    }

    /** Solid Queue 456 and 689: a job stayed blocked because the one before ended while it was enqueued. */
    @Test
    @Timeout(60)
    void noJobOfAKeyIsForgotten() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        bench.worker(
                4,
                builder -> builder.handle(TEXT, (text, context) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    running.decrementAndGet();
                    return text;
                }));
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);

        List<List<JobId>> ids = RacesContract.together(() -> {
            List<JobId> mine = new ArrayList<>();
            for (int job = 0; job < 15; job++) {
                mine.add(bench.enqueue("a", key));
            }
            return mine;
        });

        ids.forEach(
                mine -> mine.forEach(id -> assertThat(bench.end(id).attempts()).isEqualTo(1)));
        assertThat(most).hasValue(1);
    }

    /** River 1302: who looked after dead workers took a job back that had ended in the meantime. */
    @Test
    void noRescueTakesBackWhatHasEnded() {
        JobId id = bench.enqueue("a");
        Claim owner = Zombie.claim(store, id);
        StoreParts parts = TestStore.parts(store.dataSource);
        DbSchedulerStore rescuer = new DbSchedulerStore(parts, new NobodyListens());
        assertThat(rescuer.take(owner)).isPresent();
        assertThat(rescuer.hadCompany(owner)).isFalse();
        bench.other().store().end(owner, Ending.succeeded(Optional.empty(), Duration.ofMillis(1)), StoreTransaction.own());

        assertThat(rescuer.endIfFree(owner, Failures.inCompany(), 1)).isFalse();

        assertThat(bench.status(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench.status(id).problem()).isEmpty();
        assertThat(store.count("headroom_jobs", "crashes is null")).isEqualTo(1);
    }

    /** transaction-outbox 788: one long transaction blocked all that looked after the outbox. */
    @Test
    @Timeout(60)
    void aLongTransactionBlocksNobody() throws Exception {
        JobId id = bench.enqueue("long", JobOptions.standard().uniqueBy("x"));
        Claim owner = Zombie.claim(store, id);
        PruneTest.fill(store, 50);
        try (Connection connection = store.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(bench.other().store().fence(owner, StoreTransaction.of(connection))).isTrue();
            bench.worker(1, builder -> builder.handle(TEXT, (text, context) -> text, AT_ONCE));

            assertThat(bench.jobs().prune(1_000)).isEqualTo(50);
            assertThat(bench.jobs().redrive(JobQuery.all())).isZero();
            assertThat(bench.jobs().list(JobQuery.all())).hasSize(1);
            bench.jobs()
                    .enqueueAll(TEXT, Collections.nCopies(20, "a"))
                    .forEach(job -> assertThat(bench.end(job.id()).attempts()).isEqualTo(1));
            connection.rollback();
            connection.setAutoCommit(true);
        }
        assertThat(bench.end(id).attempts()).isEqualTo(2);
    }

    /** awa 388, pg-boss 492: one row in a batch that could not be changed kept all others from it, for ever. */
    @Test
    void oneJobThatCannotBeRedrivenHindersNoOther() {
        Worker worker = bench.worker(
                2,
                builder -> builder.handle(
                        TEXT,
                        (text, context) -> {
                            throw new IllegalStateException("broken");
                        },
                        RetryRules.never()));
        JobOptions unique = JobOptions.standard().uniqueBy("x");
        List<JobId> dead = new ArrayList<>();
        for (int job = 0; job < 9; job++) {
            dead.add(bench.enqueue("a", job % 3 == 0 ? unique : JobOptions.standard()));
            bench.end(dead.get(job));
        }
        worker.drain(EngineBench.LONG);
        bench.enqueue("open", unique.delay(Duration.ofHours(1)));

        assertThat(bench.jobs().redrive(JobQuery.all())).isEqualTo(6);

        assertThat(dead)
                .filteredOn(id -> bench.status(id).state() == JobState.DEAD)
                .containsExactly(dead.get(0), dead.get(3), dead.get(6));
    }
}
