package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobId;
import dev.headroom.jobs.JobOptions;
import dev.headroom.jobs.JobProblem;
import dev.headroom.jobs.JobQuery;
import dev.headroom.jobs.JobState;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.FaultRun;
import dev.headroom.testsupport.FaultWalk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;

/** Each call to the database fails, or loses its connection, before and after it was carried out: nothing is half done. */
@EachDatabase
class KillPointsTest {

    private static final JobOptions KEYED = JobOptions.standard().key("tenant", 1);

    @Parameter
    JobStore store;

    private DbSchedulerEngine engine;
    private Jobs jobs;
    private final AtomicReference<Claim> claim = new AtomicReference<>();

    @BeforeEach
    void open() {
        store.clear();
        engine =
                JobStore.builder(store.faults).pollInterval(Duration.ofHours(1)).build();
        jobs = Jobs.on(engine, TextCodec.TEXT);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private void claimed() {
        store.clear();
        JobId id = jobs.enqueue(EngineBench.TEXT, "a").id();
        claim.set(Zombie.claim(store, id));
    }

    /** What waits without a key has a ticket, and nothing else has one. */
    private void consistent() {
        String waiting = "state in ('READY', 'SCHEDULED', 'RETRYING')";
        long tickets = store.count("headroom_tickets_default", "1 = 1");
        assertThat(tickets).isEqualTo(store.count("headroom_jobs", waiting + " and (slot is null or slot = 1)"));
        assertThat(store.count("headroom_jobs", "not " + waiting + " and (finished_at is null or slot is not null)"))
                .isZero();
    }

    private void walk(Executable preparation, Executable work, Consumer<FaultRun> check) {
        int runs = new FaultWalk(store.faults, preparation).forEachCall(work, run -> {
            consistent();
            check.accept(run);
        });
        assertThat(runs).isGreaterThanOrEqualTo(4);
    }

    private long jobsStored() {
        return store.count("headroom_jobs", "1 = 1");
    }

    @Test
    void enqueuesAllOrNothing() {
        walk(
                store::clear,
                () -> jobs.enqueueAll(EngineBench.TEXT, List.of("a", "b", "c"), JobOptions.standard()),
                run -> {
                    assertThat(jobsStored()).isIn(run.failure().isEmpty() ? List.of(3L) : List.of(0L, 3L));
                });
    }

    @Test
    void enqueuesUniqueJobsAllOrNothing() {
        walk(store::clear, () -> jobs.enqueue(EngineBench.TEXT, "a", KEYED.uniqueBy("x")), run -> {
            assertThat(jobsStored()).isIn(run.failure().isEmpty() ? List.of(1L) : List.of(0L, 1L));
            jobs.enqueue(EngineBench.TEXT, "again", KEYED.uniqueBy("x"));
            assertThat(jobsStored()).isEqualTo(1);
        });
    }

    @Test
    void endsAllOrNothing() {
        Ending ending = Ending.succeeded(Optional.of(JobData.ofText("done")), Duration.ofMillis(5));
        endsOnce(ending, JobState.SUCCEEDED);
    }

    @Test
    void retriesAllOrNothing() {
        Ending ending = Ending.retry(new JobProblem("kind", "message"), Duration.ofHours(1), Duration.ofMillis(5));
        endsOnce(ending, JobState.RETRYING);
    }

    private void endsOnce(Ending ending, JobState end) {
        walk(this::claimed, () -> engine.ledger().end(claim.get(), ending, null), run -> {
            JobState state = jobs.status(claim.get().id()).orElseThrow().state();
            assertThat(state).isIn(run.failure().isEmpty() ? List.of(end) : List.of(end, JobState.RUNNING));
            // Tried again, it succeeds unless it had already: nobody else can have the claim.
            assertThat(engine.ledger().end(claim.get(), ending, null)).isEqualTo(state == JobState.RUNNING);
            assertThat(jobs.status(claim.get().id()).orElseThrow().attempts()).isEqualTo(1);
            consistent();
        });
    }

    @Test
    void cancelsAllOrNothing() {
        walk(
                () -> {
                    store.clear();
                    jobs.enqueue(EngineBench.TEXT, "a");
                },
                () -> jobs.cancel(jobs.list(JobQuery.all()).get(0).id()),
                run -> {
                    JobState state = jobs.list(JobQuery.all()).get(0).state();
                    assertThat(state)
                            .isIn(
                                    run.failure().isEmpty()
                                            ? List.of(JobState.CANCELLED)
                                            : List.of(JobState.CANCELLED, JobState.READY));
                });
    }

    @Test
    void redrivesAllOrNothing() {
        walk(
                () -> {
                    claimed();
                    engine.ledger()
                            .end(claim.get(), Ending.failed(JobState.DEAD, Optional.empty(), Duration.ZERO), null);
                },
                () -> jobs.redrive(JobQuery.all()),
                run -> assertThat(jobs.status(claim.get().id()).orElseThrow().state())
                        .isIn(
                                run.failure().isEmpty()
                                        ? List.of(JobState.READY)
                                        : List.of(JobState.READY, JobState.DEAD)));
    }
}
