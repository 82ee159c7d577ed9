package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.EachDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/**
 * After Solid Queue's races of stale workers: who took a worker for dead and that worker end the same claim, the first of three jobs of a
 * key. One holds the job when the other comes.
 */
@EachDatabase
class StaleWorkerRacesTest {

    private static final String KEY = "tenant";
    private static final JobOptions KEYED = JobOptions.standard().concurrencyKey(KEY, 1);
    private static final Duration RAN = Duration.ofMillis(5);
    private static final JobProblem PROBLEM = new JobProblem("crashed", "");
    private static final Ending SUCCEEDED = Ending.succeeded(Optional.of(JobData.ofText("done")), RAN);
    private static final Ending FAILED = Ending.retry(PROBLEM, Duration.ofHours(1), RAN);
    private static final Ending RELEASED = Ending.released(Optional.empty(), Duration.ZERO, RAN);
    private static final Ending TAKEN_FOR_DEAD = Ending.failed(JobState.DEAD, Optional.of(PROBLEM), RAN);

    @Parameter
    TestStore store;

    private final ExecutorService late = Executors.newSingleThreadExecutor();
    private final List<JobId> jobs = new ArrayList<>();
    private StoreParts parts;
    private DbSchedulerStore jobStore;
    private Claim claim;

    @BeforeEach
    void claimTheFirstOfThree() {
        store.clear();
        parts = TestStore.parts(store.dataSource);
        jobStore = new DbSchedulerStore(parts, new NobodyListens());
        for (int number = 1; number <= 3; number++) {
            JobId id = new JobId(new UUID(number, number));
            jobStore.enqueue(
                    List.of(new NewJob(id, jobStore.now(), "text", 1, JobData.ofText("a"), KEYED, Map.of())), StoreTransaction.own());
            jobs.add(id);
            admit();
        }
        claim = Zombie.claim(store, jobs.get(0));
    }

    @AfterEach
    void close() {
        late.shutdownNow();
    }

    private int admit() {
        return parts.admissions().admit("default", KEY);
    }

    /** One holds the job and ends it; returns what the other, who came meanwhile, is told. */
    private boolean race(Ending winner, Ending loser) throws Exception {
        Future<Boolean> waiting;
        try (Connection connection = store.dataSource.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(jobStore.end(claim, winner, StoreTransaction.of(connection))).isPresent();
            waiting = waits(() -> jobStore.end(claim, loser, StoreTransaction.own()).isPresent());
            connection.commit();
            connection.setAutoCommit(true);
        }
        return waiting.get(30, TimeUnit.SECONDS);
    }

    private <T> Future<T> waits(Callable<T> call) {
        Future<T> waiting = late.submit(call);
        assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        return waiting;
    }

    /** The job is where the winner has left it, and one of the others has its slot. */
    private void isOver(JobState end) {
        assertThat(jobStore.find(jobs.get(0)).orElseThrow().status().state()).isEqualTo(end);
        assertThat(jobStore.find(jobs.get(0)).orElseThrow().status().attempts()).isEqualTo(1);
        admit();
        assertThat(admit()).isZero();
        assertThat(store.count("headroom_jobs", "slot = 1")).isEqualTo(1);
        assertThat(store.count("headroom_jobs", "slot = 0")).isEqualTo(1);
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isEqualTo(1);
        assertThat(store.count("headroom_tickets_default", "task_instance = '" + jobs.get(1) + "'"))
                .isEqualTo(1);
    }

    @Test
    void doesNotEndWhatWasTakenFromIt() throws Exception {
        assertThat(race(TAKEN_FOR_DEAD, SUCCEEDED)).isFalse();

        isOver(JobState.DEAD);
        assertThat(jobStore.find(jobs.get(0)).orElseThrow().result()).isEmpty();
    }

    @Test
    void doesNotTryAgainWhatWasTakenFromIt() throws Exception {
        assertThat(race(TAKEN_FOR_DEAD, FAILED)).isFalse();

        isOver(JobState.DEAD);
    }

    @Test
    void doesNotGiveBackWhatWasTakenFromIt() throws Exception {
        assertThat(race(TAKEN_FOR_DEAD, RELEASED)).isFalse();

        isOver(JobState.DEAD);
    }

    @Test
    void takesNothingFromWhoEndsInTime() throws Exception {
        assertThat(race(SUCCEEDED, TAKEN_FOR_DEAD)).isFalse();
        assertThat(jobStore.end(claim, FAILED, StoreTransaction.own())).isEmpty();

        isOver(JobState.SUCCEEDED);
        assertThat(jobStore.find(jobs.get(0)).orElseThrow().status().problem()).isEmpty();
    }

    @Test
    void endsWhileAnotherJobOfItsKeyIsHeld() throws Exception {
        Future<Integer> admission;
        try (Connection connection = store.dataSource.getConnection();
                PreparedStatement hold =
                        connection.prepareStatement("select id from headroom_jobs where id = ? for update")) {
            connection.setAutoCommit(false);
            hold.setString(1, jobs.get(1).toString());
            hold.executeQuery();

            assertThat(late.submit(() -> jobStore.end(claim, SUCCEEDED, StoreTransaction.own())).get(1, TimeUnit.SECONDS))
                    .isPresent();
            admission = waits(this::admit);
            connection.rollback();
            connection.setAutoCommit(true);
        }

        assertThat(admission.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        isOver(JobState.SUCCEEDED);
    }

    /** After Solid Queue's tests of its semaphore. */
    @Test
    void admitsNothingThatIsCancelledMeanwhile() throws Exception {
        assertThat(jobStore.end(claim, SUCCEEDED, StoreTransaction.own())).isPresent();
        Future<Integer> admission;
        try (Connection connection = store.dataSource.getConnection();
                PreparedStatement cancel = connection.prepareStatement(
                        "update headroom_jobs set state = 'CANCELLED', slot = null, finished_at = 1 where id = ?")) {
            connection.setAutoCommit(false);
            cancel.setString(1, jobs.get(1).toString());
            cancel.executeUpdate();
            admission = waits(this::admit);
            connection.commit();
            connection.setAutoCommit(true);
        }

        assertThat(admission.get(30, TimeUnit.SECONDS)).isZero();
        assertThat(admit()).isEqualTo(1);
        assertThat(store.count("headroom_tickets_default", "task_instance = '" + jobs.get(2) + "'"))
                .isEqualTo(1);
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isEqualTo(1);
    }
}
