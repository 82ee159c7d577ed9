package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.FaultRun;
import dev.headroom.testsupport.FaultWalk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.Parameter;

/** Each call to the database fails, or loses its connection, before and after it was carried out: nothing is half done. */
@EachDatabase
class KillPointsTest {

    private static final JobOptions KEYED = JobOptions.standard().concurrencyKey("tenant", 1);

    @Parameter
    TestStore store;

    private StoreParts parts;
    private DbSchedulerStore jobStore;
    private final AtomicReference<Claim> claim = new AtomicReference<>();

    @BeforeEach
    void open() {
        store.clear();
        parts = TestStore.parts(store.faults);
        jobStore = new DbSchedulerStore(parts, new NobodyListens());
    }

    private void enqueue(JobOptions options, String... texts) {
        jobStore.enqueue(
                Stream.of(texts)
                        .map(text -> new NewJob(
                                new JobId(UUID.randomUUID()),
                                jobStore.now(),
                                "text",
                                1,
                                JobData.ofText(text),
                                options,
                                Map.of()))
                        .toList(),
                StoreTransaction.own());
    }

    private JobStatus only() {
        return jobStore.list(JobQuery.all()).get(0);
    }

    private void claimed() {
        store.clear();
        enqueue(JobOptions.standard(), "a");
        claim.set(Zombie.claim(store, only().id()));
    }

    /** What waits without a key has a queue entry, and nothing else has one. */
    private void consistent() {
        String waiting = "state in ('READY', 'SCHEDULED', 'RETRYING')";
        long entries = store.count("headroom_tickets_default", "1 = 1");
        assertThat(entries).isEqualTo(store.count("headroom_jobs", waiting + " and (slot is null or slot = 1)"));
        assertThat(store.count("headroom_jobs", "not " + waiting + " and (finished_at is null or slot is not null)"))
                .isZero();
    }

    private void walk(Executable preparation, Executable work, Consumer<FaultRun> check) {
        int runs = new FaultWalk(store.faults, preparation).forEachCall(work, run -> {
            check.accept(run);
            consistent();
        });
        assertThat(runs).isGreaterThanOrEqualTo(4);
    }

    private long jobsStored() {
        return store.count("headroom_jobs", "1 = 1");
    }

    @Test
    void enqueuesAllOrNothing() {
        walk(store::clear, () -> enqueue(JobOptions.standard(), "a", "b", "c"), run -> {
            assertThat(jobsStored()).isIn(run.failure().isEmpty() ? List.of(3L) : List.of(0L, 3L));
        });
    }

    @Test
    void enqueuesUniqueJobsAllOrNothing() {
        walk(store::clear, () -> enqueue(JobOptions.standard().uniqueBy("x"), "a"), run -> {
            assertThat(jobsStored()).isIn(run.failure().isEmpty() ? List.of(1L) : List.of(0L, 1L));
            enqueue(JobOptions.standard().uniqueBy("x"), "again");
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
        walk(this::claimed, () -> jobStore.end(claim.get(), ending, StoreTransaction.own()), run -> {
            JobState state = only().state();
            assertThat(state).isIn(run.failure().isEmpty() ? List.of(end) : List.of(end, JobState.RUNNING));
            // Tried again, it succeeds unless it had already: nobody else can have the claim.
            assertThat(jobStore.end(claim.get(), ending, StoreTransaction.own()).isPresent()).isEqualTo(state == JobState.RUNNING);
            assertThat(only().attempts()).isEqualTo(1);
            consistent();
        });
    }

    @Test
    void cancelsAllOrNothing() {
        walk(
                () -> {
                    store.clear();
                    enqueue(JobOptions.standard(), "a");
                },
                () -> jobStore.cancel(only().id()),
                run -> {
                    JobState state = only().state();
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
                    jobStore.end(claim.get(), Ending.failed(JobState.DEAD, Optional.empty(), Duration.ZERO), StoreTransaction.own());
                },
                () -> jobStore.redrive(JobQuery.all()),
                run -> assertThat(only().state())
                        .isIn(
                                run.failure().isEmpty()
                                        ? List.of(JobState.READY)
                                        : List.of(JobState.READY, JobState.DEAD)));
    }

    @Test
    void admitsAllOrNothing() {
        walk(
                () -> {
                    store.clear();
                    enqueue(KEYED, "a", "b", "c");
                },
                () -> parts.admissions().admit("default"),
                run -> {
                    assertThat(store.count("headroom_jobs", "slot = 1")).isLessThanOrEqualTo(1);
                    parts.admissions().admit("default");
                    assertThat(store.count("headroom_jobs", "slot = 1")).isEqualTo(1);
                });
    }

    @Test
    void restoresAllOrNothing() {
        walk(
                () -> {
                    store.clear();
                    enqueue(JobOptions.standard(), "a", "b");
                    store.execute("delete from headroom_tickets_default");
                },
                () -> parts.redrives().restore("default", "", 10),
                run -> {
                    assertThat(store.count("headroom_tickets_default", "1 = 1")).isIn(0L, 2L);
                    parts.redrives().restore("default", "", 10);
                });
    }

    @Test
    void prunesAllOrNothing() {
        walk(
                () -> {
                    claimed();
                    jobStore.keepStep(claim.get(), "step", new StepResult(Optional.empty()), StoreTransaction.own());
                    jobStore.end(claim.get(), Ending.failed(JobState.DEAD, Optional.empty(), Duration.ZERO), StoreTransaction.own());
                    store.execute("update headroom_jobs set expires_at = 0");
                },
                () -> jobStore.prune(10),
                run -> assertThat(store.count("headroom_job_steps", "1 = 1"))
                        .isEqualTo(store.count("headroom_jobs", "1 = 1"))
                        .isLessThanOrEqualTo(run.failure().isEmpty() ? 0 : 1));
    }
}
