package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.LONG;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.jobs.model.QueueFullException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What is kept of jobs. */
public interface JobStoreContract extends OnBench {

    @Test
    default void cancelsAJobThatWaits() {
        JobId id = bench().enqueue("a");

        assertThat(bench().jobs().cancel(id)).isEqualTo(CancelResult.CANCELLED);

        assertThat(bench().jobs().cancel(id)).isEqualTo(CancelResult.TOO_LATE);
        assertThat(bench().jobs().cancel(unknown())).isEqualTo(CancelResult.TOO_LATE);
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        bench().worker(
                        1,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            ran.add(text);
                            return text;
                        }));
        bench().end(bench().enqueue("b"));
        assertThat(bench().end(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(bench().status(id).times().finished()).isPresent();
        assertThat(ran).containsExactly("b");
    }

    private static JobId unknown() {
        return new JobId(UUID.randomUUID());
    }

    @Test
    default void asksAJobThatRunsToStop() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        bench().worker(
                        1,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            running.countDown();
                            never.await();
                            return text;
                        }));
        JobId id = bench().enqueue("a");
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(bench().jobs().cancel(id)).isEqualTo(CancelResult.REQUESTED);

        assertThat(bench().end(id).state()).isEqualTo(JobState.CANCELLED);
        assertThat(bench().jobs().cancel(id)).isEqualTo(CancelResult.TOO_LATE);
    }

    @Test
    default void waitsForTheEndNoLongerThanItShall() throws Exception {
        JobId id = bench().enqueue("a");
        long start = System.nanoTime();

        Optional<JobStatus> status = bench().jobs().await(id, Duration.ofMillis(200));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(199));
        assertThat(status.orElseThrow().state()).isEqualTo(JobState.READY);
        assertThat(bench().jobs().await(unknown(), LONG)).isEmpty();
        assertThat(bench().jobs().status(unknown())).isEmpty();
        assertThat(bench().jobs().result(TEXT, id)).isEmpty();
    }

    @Test
    default void listsPages() {
        List<JobId> ids = new ArrayList<>();
        for (int number = 0; number < 7; number++) {
            ids.add(bench().enqueue(
                            "job " + number, number == 3 ? JobOptions.queue("reports") : JobOptions.standard()));
        }
        List<JobId> latestFirst =
                ids.stream().sorted(Collections.reverseOrder()).toList();

        List<JobId> listed = new ArrayList<>();
        JobQuery query = JobQuery.all().limit(3);
        List<JobStatus> page = bench().jobs().list(query);
        while (!page.isEmpty()) {
            page.forEach(job -> listed.add(job.id()));
            page = bench().jobs().list(query.before(listed.get(listed.size() - 1)));
        }

        assertThat(listed).isEqualTo(latestFirst);
        assertThat(bench().jobs().list(JobQuery.all().queue("reports"))).hasSize(1);
        JobType<String, String> other = JobType.of("other", String.class, String.class);
        assertThat(bench().jobs().list(JobQuery.all().type(other.name()))).isEmpty();
        assertThat(bench().jobs().list(JobQuery.all().type(TEXT.name()))).hasSize(7);
    }

    @Test
    default void listsByState() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        bench().worker(
                        1,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            if (text.equals("runs")) {
                                running.countDown();
                                go.await();
                            }
                            return text;
                        }));
        JobId ended = bench().enqueue("ended");
        bench().end(ended);
        JobId runs = bench().enqueue("runs");
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        JobId ready = bench().enqueue("ready");
        JobId scheduled = bench().enqueue("scheduled", JobOptions.standard().delay(Duration.ofHours(1)));

        assertThat(ids(JobState.SUCCEEDED)).containsExactly(ended);
        assertThat(ids(JobState.RUNNING)).containsExactly(runs);
        assertThat(ids(JobState.READY)).containsExactly(ready);
        assertThat(ids(JobState.SCHEDULED)).containsExactly(scheduled);
        assertThat(ids(JobState.RETRYING)).isEmpty();
        assertThat(ids(JobState.READY, JobState.RUNNING)).containsExactlyInAnyOrder(ready, runs);
        assertThat(bench().jobs().list(JobQuery.all()))
                .extracting(JobStatus::state)
                .containsExactlyInAnyOrder(JobState.SUCCEEDED, JobState.RUNNING, JobState.READY, JobState.SCHEDULED);
        go.countDown();
    }

    private List<JobId> ids(JobState first, JobState... others) {
        return bench().jobs().list(JobQuery.all().states(first, others)).stream()
                .map(JobStatus::id)
                .toList();
    }

    @Test
    default void deletesWhatNobodyNeeds() {
        bench().worker(
                        1,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            context.step("step", String.class, () -> text);
                            return text;
                        }));
        JobOptions brief = JobOptions.standard().retention(Duration.ofMillis(1));
        List<Enqueued> over = bench().jobs().enqueueAll(TEXT, List.of("a", "b", "c"), brief);
        JobId kept = bench().enqueue("kept");
        JobId waiting = bench().enqueue("waiting", brief.delay(Duration.ofHours(1)));
        over.forEach(job -> bench().end(job.id()));
        bench().end(kept);
        Instant now = bench().engine().store().now();
        Waiting.until(() -> bench().engine().store().now().isAfter(now.plusMillis(5)));

        assertThat(bench().jobs().prune(2)).isEqualTo(2);
        assertThat(bench().jobs().prune(2_000)).isEqualTo(1);
        assertThat(bench().jobs().prune(2)).isZero();

        over.forEach(job -> assertThat(bench().jobs().status(job.id())).isEmpty());
        assertThat(bench().status(kept).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().status(waiting).state()).isEqualTo(JobState.SCHEDULED);
    }

    @Test
    default void refusesJobsOfAQueueThatIsFull() {
        JobOptions narrow = JobOptions.queue("narrow");
        bench().jobs().enqueueAll(TEXT, Collections.nCopies(5, "a"), narrow);

        assertThatThrownBy(() -> bench().enqueue("one more", narrow))
                .isInstanceOfSatisfying(QueueFullException.class, full -> {
                    assertThat(full.queue()).isEqualTo("narrow");
                    assertThat(full.depth()).isEqualTo(5);
                    assertThat(full.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
                });
        assertThatThrownBy(() -> bench().jobs().enqueueAll(TEXT, List.of("a", "b"), narrow))
                .isInstanceOf(QueueFullException.class);
        bench().enqueue("elsewhere");
        assertThat(bench().jobs().list(JobQuery.all().queue("narrow"))).hasSize(5);
    }

    @Test
    default void hasRoomWhenJobsHaveLeft() {
        JobOptions narrow = JobOptions.queue("narrow");
        List<Enqueued> jobs = bench().jobs().enqueueAll(TEXT, Collections.nCopies(5, "a"), narrow);

        bench().jobs().cancel(jobs.get(0).id());

        Waiting.until(() -> {
            try {
                return bench().jobs().enqueue(TEXT, "b", narrow).isNew();
            } catch (QueueFullException notYet) {
                return false;
            }
        });
    }

    @Test
    default void enqueuesInTheCallersTransaction() throws Exception {
        Assumptions.assumeTrue(
                bench().engine().store().joinsTransactions(), "An engine in memory joins no transaction.");
        bench().worker(1, worker -> worker.handle(TEXT, (text, context) -> text));
        JobId gone;
        JobId kept;
        try (Connection connection = bench().dataSource().getConnection()) {
            connection.setAutoCommit(false);
            EngineBench.effect(connection, "rolled back");
            gone = bench().jobs().in(connection).enqueue(TEXT, "gone").id();
            bench().jobs()
                    .in(connection)
                    .enqueueAll(
                            TEXT,
                            List.of("a", "b"),
                            JobOptions.standard().concurrencyKey("k", 1).uniqueBy("u"));
            connection.rollback();
            EngineBench.effect(connection, "committed");
            kept = bench().jobs().in(connection).enqueue(TEXT, "kept").id();
            assertThat(connection.getAutoCommit()).isFalse();
            connection.commit();
            connection.setAutoCommit(true);
        }

        assertThat(bench().end(kept).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().jobs().status(gone)).isEmpty();
        assertThat(bench().jobs().list(JobQuery.all())).hasSize(1);
        assertThat(bench().effects()).containsExactly("committed");
    }

    @Test
    default void enqueuesForATimeOnce() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        var store = bench().engine().store();
        var other = bench().other().store();

        Instant begin = noon.minusSeconds(3_600);
        assertThat(store.lastTick("table", begin)).isEqualTo(begin);
        assertThat(other.lastTick("table", noon)).isEqualTo(begin);
        assertThat(store.enqueueOnce(new CronTick("table", noon), newJob())).isTrue();
        assertThat(other.enqueueOnce(new CronTick("table", noon), newJob())).isFalse();
        assertThat(other.enqueueOnce(new CronTick("table", noon.minusSeconds(60)), newJob()))
                .isFalse();
        assertThat(other.enqueueOnce(new CronTick("another", noon), newJob())).isTrue();
        assertThat(other.enqueueOnce(new CronTick("table", noon.plusSeconds(60)), newJob()))
                .isTrue();

        assertThat(store.lastTick("table", begin)).isEqualTo(noon.plusSeconds(60));
        assertThat(bench().jobs().list(JobQuery.all())).hasSize(3);
    }

    private NewJob newJob() {
        return new NewJob(
                unknown(),
                bench().engine().store().now(),
                "text",
                1,
                JobData.ofText("a"),
                JobOptions.standard(),
                Map.of());
    }
}
