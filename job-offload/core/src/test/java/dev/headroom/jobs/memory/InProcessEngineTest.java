package dev.headroom.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.DrainReport;
import dev.headroom.jobs.JobContext;
import dev.headroom.jobs.JobHandler;
import dev.headroom.jobs.JobStoppedException;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.TextCodec;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.jobs.model.QueueFullException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InProcessEngineTest {

    private static final JobType<String, String> ECHO = JobType.of("echo", String.class, String.class);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final InProcessEngine engine =
            InProcessEngine.builder().limit("short", 3).keep(50).build();
    private final Jobs jobs = Jobs.on(engine, new TextCodec());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final List<Worker> workers = new ArrayList<>();

    private Worker start(int threads, JobHandler<String, String> handler) {
        return start(threads, handler, RetryRules.standard().backoff(Duration.ZERO, Duration.ZERO));
    }

    private Worker start(int threads, JobHandler<String, String> handler, RetryRules rules) {
        Worker worker = Worker.on(engine, new TextCodec())
                .queue("default", threads)
                .queue("short", threads)
                .handle(ECHO, handler, rules)
                .start();
        workers.add(worker);
        return worker;
    }

    @AfterEach
    void close() {
        mayEnd.countDown();
        workers.forEach(worker -> worker.drain(LONG));
        engine.close();
    }

    private String waiting(String text, JobContext context) throws InterruptedException {
        seen.add(text);
        begun.countDown();
        mayEnd.await();
        return text;
    }

    @Test
    void runsJobsAndTellsWhenTheyHaveEnded() throws Exception {
        start(2, (text, context) -> text + text);
        JobId id = jobs.enqueue(ECHO, "ab").id();
        assertThat(ended(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(jobs.result(ECHO, id)).hasValue("abab");
    }

    @Test
    void waitsNoLongerThanItMay() throws Exception {
        start(1, this::waiting);
        JobId id = jobs.enqueue(ECHO, "a").id();
        begun.await();
        assertThat(jobs.await(id, Duration.ofMillis(20)).orElseThrow().state()).isEqualTo(JobState.RUNNING);
        mayEnd.countDown();
        assertThat(ended(id).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void runsEachOfManyJobsOnce() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch ran = new CountDownLatch(10_000);
        start(8, (text, context) -> {
            runs.incrementAndGet();
            ran.countDown();
            return text;
        });
        CountDownLatch all = new CountDownLatch(4);
        for (int thread = 0; thread < 4; thread++) {
            new Thread(() -> {
                        for (int count = 0; count < 2_500; count++) {
                            jobs.enqueue(ECHO, "a");
                        }
                        all.countDown();
                    })
                    .start();
        }
        all.await();
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
        workers.get(0).drain(LONG);
        assertThat(runs).hasValue(10_000);
        assertThat(jobs.list(JobQuery.all().limit(1_000))).hasSize(50); // what is kept
    }

    @Test
    void takesThoseOfTheHighestPriorityFirstAndElseTheOldest() throws Exception {
        start(1, this::waiting);
        jobs.enqueue(ECHO, "first");
        begun.await();
        jobs.enqueue(ECHO, "low", JobOptions.standard().priority(-1));
        jobs.enqueue(ECHO, "middle");
        jobs.enqueue(ECHO, "middle too");
        jobs.enqueue(ECHO, "high", JobOptions.standard().priority(1));
        mayEnd.countDown();
        ended(jobs.enqueue(ECHO, "last", JobOptions.standard().priority(-2)).id());
        assertThat(seen).containsExactly("first", "high", "middle", "middle too", "low", "last");
    }

    @Test
    void runsNoMoreOfAKeyThanItMayAndOthersBesides() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch other = new CountDownLatch(1);
        start(8, (text, context) -> {
            if (text.equals("other")) {
                other.countDown();
                return text;
            }
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            other.await(20, TimeUnit.SECONDS); // the others of the key wait for the one that comes last
            running.decrementAndGet();
            return text;
        });
        List<JobId> ids = new ArrayList<>();
        for (int count = 0; count < 100; count++) {
            ids.add(jobs.enqueue(ECHO, "tenant", JobOptions.standard().concurrencyKey("a", 2))
                    .id());
        }
        jobs.enqueue(ECHO, "other", JobOptions.standard().concurrencyKey("b", 2));
        for (JobId id : ids.subList(50, 100)) { // only so many ended ones are kept
            jobs.await(id, LONG);
        }
        assertThat(most.get()).isBetween(1, 2);
        assertThat(other.getCount()).isZero();
    }

    @Test
    void refusesMoreThanMayWait() throws Exception {
        start(1, this::waiting);
        JobOptions options = JobOptions.queue("short");
        jobs.enqueue(ECHO, "runs", options);
        begun.await();
        List<JobId> ids = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            ids.add(jobs.enqueue(ECHO, "waits", options).id());
        }
        assertThatThrownBy(() -> jobs.enqueue(ECHO, "one too many", options))
                .isInstanceOfSatisfying(QueueFullException.class, full -> {
                    assertThat(full.queue()).isEqualTo("short");
                    assertThat(full.depth()).isEqualTo(3);
                    assertThat(full.retryAfter()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(5));
                });
        jobs.cancel(ids.get(0));
        jobs.enqueue(ECHO, "there is room again", options);
        jobs.enqueue(ECHO, "other queues have room", JobOptions.standard());
    }

    @Test
    void takesAllOrNoneIntoAFullQueue() {
        assertThatThrownBy(() -> jobs.enqueueAll(ECHO, List.of("a", "b", "c", "d"), JobOptions.queue("short")))
                .isInstanceOf(QueueFullException.class);
        assertThat(jobs.list(JobQuery.all())).isEmpty();
        assertThat(jobs.enqueueAll(ECHO, List.of("a", "b", "c"), JobOptions.queue("short")))
                .hasSize(3);
    }

    @Test
    void keepsTheTimeOfATableWhoseQueueIsFull() {
        JobOptions options = JobOptions.queue("short");
        List<Enqueued> full = jobs.enqueueAll(ECHO, List.of("a", "b", "c"), options);
        CronTick tick = new CronTick("hourly", Instant.EPOCH);
        NewJob job = new NewJob(
                JobId.parse("00000000-0000-7000-8000-000000000001"),
                Instant.EPOCH,
                ECHO.name(),
                1,
                JobData.ofText("d"),
                options,
                Map.of());
        assertThatThrownBy(() -> engine.store().enqueueOnce(tick, job)).isInstanceOf(QueueFullException.class);
        jobs.cancel(full.get(0).id());
        assertThat(engine.store().enqueueOnce(tick, job)).isTrue();
        assertThat(engine.store().enqueueOnce(tick, job)).isFalse();
    }

    @Test
    void cancelsWhatWaitsAndStopsWhatRuns() throws Exception {
        List<JobStoppedException.Reason> reasons = Collections.synchronizedList(new ArrayList<>());
        start(
                1,
                (text, context) -> {
                    begun.countDown();
                    try {
                        mayEnd.await(); // until it is interrupted
                    } catch (InterruptedException interrupted) {
                        try {
                            context.checkpoint();
                        } catch (JobStoppedException stopped) {
                            reasons.add(stopped.reason());
                            throw stopped;
                        }
                    }
                    return text;
                },
                RetryRules.never()); // which would be DEAD if it were not CANCELLED
        JobId runs = jobs.enqueue(ECHO, "runs").id();
        JobId waits = jobs.enqueue(ECHO, "waits").id();
        begun.await();
        assertThat(jobs.cancel(waits)).isEqualTo(CancelResult.CANCELLED);
        assertThat(jobs.cancel(runs)).isEqualTo(CancelResult.REQUESTED);
        assertThat(ended(runs).state()).isEqualTo(JobState.CANCELLED);
        assertThat(ended(waits).state()).isEqualTo(JobState.CANCELLED);
        assertThat(jobs.cancel(runs)).isEqualTo(CancelResult.TOO_LATE);
        assertThat(reasons).containsExactly(JobStoppedException.Reason.CANCELLED);
    }

    @Test
    void stopsWhatTakesTooLong() throws Exception {
        start(1, (text, context) -> {
            if (context.attempt() == 1) {
                mayEnd.await();
            }
            return text;
        });
        JobId id = jobs.enqueue(ECHO, "a", JobOptions.standard().timeout(Duration.ofMillis(50)))
                .id();
        JobStatus status = ended(id);
        assertThat(status).returns(JobState.SUCCEEDED, JobStatus::state).returns(2, JobStatus::attempts);
    }

    @Test
    void showsProgress() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        start(1, (text, context) -> {
            context.progress(3, 10, "albums");
            shown.await();
            return text;
        });
        JobId id = jobs.enqueue(ECHO, "a").id();
        JobProgress progress = JobProgress.NONE;
        for (int look = 0; look < 400 && progress.equals(JobProgress.NONE); look++) {
            progress = jobs.await(id, Duration.ofMillis(50)).orElseThrow().progress();
        }
        assertThat(progress).isEqualTo(new JobProgress(3, 10, "albums"));
        shown.countDown();
    }

    @Test
    void givesBackWhatItCannotFinish() throws Exception {
        Worker first = start(1, this::waiting);
        JobId id = jobs.enqueue(ECHO, "a").id();
        begun.await();
        assertThat(first.drain(Duration.ofMillis(10))).isEqualTo(new DrainReport(true, 1, 0));
        assertThat(jobs.status(id).orElseThrow())
                .returns(JobState.READY, JobStatus::state)
                .returns(0, JobStatus::attempts);
        mayEnd.countDown();
        start(1, this::waiting);
        assertThat(ended(id).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void pausesQueues() throws Exception {
        Worker worker = start(1, this::waiting);
        worker.pause("default");
        JobId id = jobs.enqueue(ECHO, "a").id();
        assertThat(begun.await(50, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(jobs.status(id).orElseThrow().state()).isEqualTo(JobState.READY);
        worker.resume("default");
        begun.await();
    }

    @Test
    void enqueuesNoSecondThatIsTheSame() throws Exception {
        start(1, this::waiting);
        JobOptions unique = JobOptions.standard().uniqueBy("2026-11");
        JobId first = jobs.enqueue(ECHO, "a", unique).id();
        assertThat(jobs.enqueue(ECHO, "a", unique)).isEqualTo(new Enqueued(first, false));
        mayEnd.countDown();
        ended(first);
        JobOptions withinADay = JobOptions.standard().uniqueBy("2026-11", Duration.ofDays(1));
        assertThat(jobs.enqueue(ECHO, "a", withinADay).isNew()).isFalse();
        assertThat(jobs.enqueue(ECHO, "a", unique).isNew()).isTrue();
    }

    private JobStatus ended(JobId id) throws InterruptedException {
        JobStatus status = jobs.await(id, LONG).orElseThrow();
        assertThat(status.isEnd()).as("%s", status).isTrue();
        return status;
    }
}
