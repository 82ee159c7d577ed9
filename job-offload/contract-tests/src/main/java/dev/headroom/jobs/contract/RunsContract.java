package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.LONG;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.ContextPropagator;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Jobs run, once each, when and where they shall. */
public interface RunsContract extends OnBench {

    @Test
    default void runsAJobAndKeepsItsResult() {
        JobType<Integer, Integer> twice = JobType.of("twice", Integer.class, Integer.class);
        bench().worker(2, worker -> worker.handle(twice, (number, context) -> 2 * number));

        JobId id = bench().jobs().enqueue(twice, 21).id();

        JobStatus status = bench().end(id);
        assertThat(status.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(status.attempts()).isEqualTo(1);
        assertThat(status.type()).isEqualTo("twice");
        assertThat(status.problem()).isEmpty();
        assertThat(status.times().started()).isPresent();
        assertThat(status.times().finished().orElseThrow())
                .isAfterOrEqualTo(status.times().created());
        assertThat(bench().jobs().result(twice, id)).contains(42);
    }

    @Test
    default void tellsThatAJobWaitsAndRuns() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        JobId id = bench().enqueue("a");
        assertThat(bench().status(id).state()).isEqualTo(JobState.READY);
        assertThat(bench().status(id).attempts()).isZero();

        bench().worker(
                        1,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            running.countDown();
                            go.await();
                            return text;
                        }));
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(bench().status(id).state()).isEqualTo(JobState.RUNNING);
        assertThat(bench().status(id).attempts()).isEqualTo(1);
        go.countDown();
        assertThat(bench().end(id).attempts()).isEqualTo(1);
    }

    @Test
    default void keepsADelayByTheClockOfTheStore() {
        Duration delay = Duration.ofMillis(400);
        bench().worker(1, worker -> worker.handle(TEXT, (text, context) -> text));

        JobId id = bench().enqueue("later", JobOptions.standard().delay(delay));

        assertThat(bench().status(id).state()).isEqualTo(JobState.SCHEDULED);
        JobStatus.Times times = bench().end(id).times();
        assertThat(Duration.between(times.created(), times.due())).isEqualTo(delay);
        assertThat(times.finished().orElseThrow()).isAfterOrEqualTo(times.due());
    }

    /** After Celery 3270: what waited for longer than a lease was run by each worker. */
    @Test
    default void runsOnceAfterALongDelay() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        for (JobEngine engine : List.of(bench().engine(), bench().other())) {
            bench().worker(
                            engine,
                            2,
                            worker -> worker.handle(TEXT, (text, context) -> {
                                ran.add(text);
                                return text;
                            }));
        }
        JobOptions later = JobOptions.standard().delay(Duration.ofSeconds(2));
        List<JobId> ids = new ArrayList<>();
        for (int number = 0; number < 5; number++) {
            ids.add(bench().enqueue("" + number, later));
        }

        ids.forEach(id -> assertThat(bench().end(id).attempts()).isEqualTo(1));
        assertThat(ran).containsExactlyInAnyOrder("0", "1", "2", "3", "4");
    }

    @Test
    default void prefersTheHighestPriority() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        JobId low = bench().enqueue("low", JobOptions.standard().priority(-5));
        bench().enqueue("first of the middle");
        bench().enqueue("second of the middle");
        bench().enqueue("high", JobOptions.standard().priority(7));

        bench().worker(
                        1,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            ran.add(text);
                            return text;
                        }));
        bench().end(low);

        assertThat(ran).startsWith("high").endsWith("low").hasSize(4);
    }

    @Test
    default void leavesOtherQueuesAlone() {
        JobId elsewhere = bench().enqueue("elsewhere", JobOptions.queue("reports"));
        bench().worker(2, worker -> worker.handle(TEXT, (text, context) -> text));

        bench().end(bench().enqueue("here"));

        assertThat(bench().status(elsewhere).state()).isEqualTo(JobState.READY);
    }

    @Test
    default void runsEachOfAThousandJobsOnce() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        for (var engine : List.of(bench().engine(), bench().other())) {
            bench().worker(
                            engine,
                            4,
                            worker -> worker.handle(TEXT, (text, context) -> {
                                ran.add(text);
                                return text;
                            }));
        }
        List<String> texts =
                IntStream.range(0, 1000).mapToObj(number -> "job " + number).toList();

        List<Enqueued> enqueued = bench().jobs().enqueueAll(TEXT, texts);

        enqueued.forEach(each -> assertThat(bench().end(each.id()).state()).isEqualTo(JobState.SUCCEEDED));
        assertThat(ran).containsExactlyInAnyOrderElementsOf(texts);
        assertThat(bench().jobs().result(TEXT, enqueued.get(999).id())).contains("job 999");
    }

    @Test
    default void sharesJobsBetweenWorkers() {
        CyclicBarrier both = new CyclicBarrier(2);
        for (var engine : List.of(bench().engine(), bench().other())) {
            bench().worker(
                            engine,
                            1,
                            worker -> worker.handle(TEXT, (text, context) -> {
                                both.await(LONG.toSeconds(), TimeUnit.SECONDS);
                                return text;
                            }));
        }

        List<Enqueued> jobs = bench().jobs().enqueueAll(TEXT, List.of("a", "b"));

        jobs.forEach(job -> assertThat(bench().end(job.id()).attempts()).isEqualTo(1));
    }

    @Test
    default void givesAttemptsTheContextOfWhoeverEnqueued() {
        Map<String, String> around = Map.of("trace id", "a=b&c%20\n\u00e9", "empty", "");
        List<Map<String, String>> restored = Collections.synchronizedList(new ArrayList<>());
        ContextPropagator propagator = new ContextPropagator() {
            @Override
            public Map<String, String> capture() {
                return around;
            }

            @Override
            public Scope restore(Map<String, String> context) {
                restored.add(context);
                return () -> {};
            }
        };
        bench().worker(1, worker -> worker.propagate(propagator).handle(TEXT, (text, context) -> text));
        Jobs jobs = bench().jobs().propagate(propagator);

        bench().end(jobs.enqueue(TEXT, "a").id());

        assertThat(restored).containsExactly(around);
    }

    /** After Oban's test of jobs that are scheduled on or before the current time. */
    @Test
    default void runsAtOnceWhatShouldHaveRunBefore() {
        Instant now = bench().engine().store().now().truncatedTo(ChronoUnit.MILLIS);
        bench().worker(1, worker -> worker.handle(TEXT, (text, context) -> text));
        JobId later = bench().enqueue("later", JobOptions.standard().at(now.plusSeconds(3_600)));

        JobId before = bench().enqueue("before", JobOptions.standard().at(now.minusSeconds(3_600)));

        assertThat(bench().end(before).attempts()).isEqualTo(1);
        assertThat(bench().status(later).state()).isEqualTo(JobState.SCHEDULED);
        assertThat(bench().status(later).times().due()).isEqualTo(now.plusSeconds(3_600));
    }
}
