package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Worker;
import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What several do at the same moment happens once. */
public interface RacesContract extends OnBench {

    /** How many do the same. */
    int CALLERS = 6;

    /**
     * Does something several times at once.
     *
     * @param <T> what comes of it
     * @param call what to do
     * @return what has come of each
     * @throws Exception of one of them
     */
    static <T> List<T> together(Callable<T> call) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CyclicBarrier barrier = new CyclicBarrier(CALLERS);
        try {
            List<Future<T>> calls = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                calls.add(callers.submit(() -> {
                    barrier.await();
                    return call.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> each : calls) {
                results.add(each.get());
            }
            return results;
        } finally {
            callers.shutdownNow();
        }
    }

    /** After the tests of leaders and of cron tables of River and Oban. */
    @Test
    default void enqueuesForATimeOnceHoweverManyTry() throws Exception {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        for (int minute = 0; minute < 10; minute++) {
            CronTick tick = new CronTick("table", noon.plusSeconds(60L * minute));

            List<Boolean> won = together(() -> bench().other().store().enqueueOnce(tick, newJob()));

            assertThat(won).containsOnlyOnce(true);
        }
        assertThat(bench().jobs().list(JobQuery.all())).hasSize(10);
    }

    private NewJob newJob() {
        return new NewJob(
                new JobId(UUID.randomUUID()),
                bench().engine().store().now(),
                "text",
                1,
                JobData.ofText("a"),
                JobOptions.standard(),
                Map.of());
    }

    @Test
    default void cancelsOnce() throws Exception {
        for (int round = 0; round < 10; round++) {
            JobId id = bench().enqueue("a", JobOptions.standard().concurrencyKey("tenant", 1));

            assertThat(together(() -> bench().jobs().cancel(id))).containsOnlyOnce(CancelResult.CANCELLED);

            assertThat(bench().status(id).state()).isEqualTo(JobState.CANCELLED);
        }
    }

    @Test
    default void redrivesDeadJobsOnceAndNoOthers() throws Exception {
        Worker worker = bench().worker(
                        2,
                        builder -> builder.handle(
                                TEXT,
                                (text, context) -> {
                                    throw new IllegalStateException("broken");
                                },
                                AT_ONCE.attempts(1)));
        List<Enqueued> dead = bench().jobs().enqueueAll(TEXT, Collections.nCopies(10, "dead"));
        dead.forEach(job -> bench().end(job.id()));
        worker.drain(Duration.ofSeconds(10));
        JobId waiting = bench().enqueue("waiting", JobOptions.standard().delay(Duration.ofHours(1)));

        List<Integer> redriven = together(() -> bench().jobs().redrive(JobQuery.all()));

        assertThat(redriven.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
        assertThat(dead).allMatch(job -> bench().status(job.id()).state() == JobState.READY);
        assertThat(bench().status(waiting).state()).isEqualTo(JobState.SCHEDULED);
        assertThat(bench().status(waiting).attempts()).isZero();
    }

    /** After transaction-outbox's test of a high volume of unreliable work. */
    @Test
    default void endsManyUnreliableJobsWithEachEffectOnce() {
        for (var engine : List.of(bench().engine(), bench().other())) {
            bench().worker(
                            engine,
                            4,
                            worker -> worker.handle(
                                    TEXT,
                                    (text, context) -> {
                                        int number = Integer.parseInt(text);
                                        failIf(context.attempt() == 1 && number % 3 == 0);
                                        context.inTransaction("effect", String.class, transaction -> {
                                            EngineBench.effect(transaction.connection(), text);
                                            failIf(context.attempt() == 1 && number % 3 == 1);
                                            return text;
                                        });
                                        failIf(context.attempt() < 3 && number % 5 == 0);
                                        return text;
                                    },
                                    AT_ONCE));
        }
        List<String> texts = IntStream.range(0, 200).mapToObj(String::valueOf).toList();

        List<Enqueued> jobs = bench().jobs().enqueueAll(TEXT, texts);

        jobs.forEach(job -> assertThat(bench().end(job.id()).state()).isEqualTo(JobState.SUCCEEDED));
        assertThat(bench().effects()).containsExactlyInAnyOrderElementsOf(texts);
    }

    private static void failIf(boolean wanted) {
        if (wanted) {
            throw new IllegalStateException("unreliable");
        }
    }

    /** After River's stress of starts and stops, and Celery's restarts between tasks. */
    @Test
    default void losesNothingWhileWorkersComeAndGo() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        List<String> texts = IntStream.range(0, 300).mapToObj(String::valueOf).toList();
        List<Enqueued> jobs = bench().jobs().enqueueAll(TEXT, texts);
        for (int round = 0; round < 10; round++) {
            Worker worker = bench().worker(
                            round % 2 == 0 ? bench().engine() : bench().other(),
                            2,
                            builder -> builder.handle(TEXT, (text, context) -> {
                                ran.add(text);
                                return text;
                            }));
            int enough = Math.min(20 * (round + 1), 200);
            Waiting.until(() -> ran.size() >= enough);
            assertThat(worker.drain(EngineBench.LONG).finished()).isTrue();
        }
        bench().worker(
                        2,
                        builder -> builder.handle(TEXT, (text, context) -> {
                            ran.add(text);
                            return text;
                        }));

        jobs.forEach(job -> assertThat(bench().end(job.id()).attempts()).isEqualTo(1));
        assertThat(ran).containsExactlyInAnyOrderElementsOf(texts);
    }
}
