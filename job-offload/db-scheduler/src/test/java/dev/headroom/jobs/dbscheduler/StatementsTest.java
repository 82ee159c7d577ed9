package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobStoreException;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordingDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** How many statements are sent, and what becomes of attempts that could not be stored. */
@EachDatabase
class StatementsTest {

    @Parameter
    TestStore store;

    @Test
    void sendsFewStatements() {
        store.clear();
        RecordingDataSource recorded = new RecordingDataSource(store.dataSource);
        try (DbSchedulerEngine engine =
                TestStore.builder(recorded).search(Duration.ofHours(1)).build()) {
            JobStore jobStore = engine.store();
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            recorded.clear();
            JobId id = jobs.enqueueAll(EngineBench.TEXT, Collections.nCopies(100, "a"))
                    .get(0)
                    .id();
            assertThat(recorded.count()).isEqualTo(store.kind == DatabaseKind.POSTGRESQL ? 1 : 2);

            Claim claim = Zombie.claim(store, id);
            recorded.clear();
            assertThat(jobStore.begin(claim)).isPresent();
            assertThat(recorded.count()).isEqualTo(1);
            jobStore.check(List.of(claim));
            assertThat(recorded.count()).isEqualTo(2);
            jobStore.end(claim, Ending.succeeded(Optional.empty(), Duration.ofMillis(1)), StoreTransaction.own());
            assertThat(recorded.count()).isEqualTo(store.kind == DatabaseKind.POSTGRESQL ? 3 : 4);
        }
    }

    @Test
    void runsAJobAgainThatCouldNotBeStored() {
        store.clear();
        AtomicInteger runs = new AtomicInteger();
        try (DbSchedulerEngine engine = store.engine()) {
            JobEngine.Subscription subscription =
                    engine.subscribe(new QueueSpec("default", 1), new JobEngine.JobRunner() {
                        @Override
                        public void run(Claim claim) {
                            if (runs.incrementAndGet() < 3) {
                                throw new JobStoreException("the store does not answer", new SQLException());
                            }
                            engine.store().end(claim, Ending.succeeded(Optional.empty(), Duration.ofMillis(1)), StoreTransaction.own());
                        }

                        @Override
                        public Ending crashed(StoredJob job) {
                            throw new AssertionError("It did not crash.");
                        }
                    });
            JobId id = Jobs.on(engine, TextCodec.TEXT)
                    .enqueue(EngineBench.TEXT, "a")
                    .id();

            Waiting.until(() -> engine.store().find(id).orElseThrow().status().isEnd());

            assertThat(engine.store().find(id).orElseThrow().status().attempts())
                    .isEqualTo(1);
            assertThat(runs).hasValue(3);
            subscription.close();
        }
    }

    /** A poll would come after an hour. */
    @Test
    void looksForWorkAtOnceWhenItIsEnqueuedHere() {
        store.clear();
        Duration never = Duration.ofHours(1);
        EngineBench bench = new EngineBench(
                TestStore.builder(store.dataSource).pollInterval(never).build(), store.engine(), store.dataSource);
        try (bench) {
            bench.worker(1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));
            for (int job = 0; job < 20; job++) {
                bench.end(bench.enqueue("a"));
                bench.end(bench.enqueue("b", JobOptions.standard().concurrencyKey("tenant", 1)));
            }
            List<JobId> together =
                    Collections.nCopies(20, "a").stream().map(bench::enqueue).toList();
            together.forEach(bench::end);
        }
    }
}
