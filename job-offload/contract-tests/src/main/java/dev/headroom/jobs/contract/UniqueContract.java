package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Jobs that are the same are enqueued once. */
public interface UniqueContract extends OnBench {

    @Test
    default void enqueuesNothingWhileTheSameWaits() {
        JobOptions unique = JobOptions.standard().uniqueBy("2026-11");

        Enqueued first = bench().jobs().enqueue(TEXT, "a", unique);
        Enqueued second = bench().jobs().enqueue(TEXT, "b", unique);

        assertThat(first.isNew()).isTrue();
        assertThat(second).isEqualTo(new Enqueued(first.id(), false));
        assertThat(bench().jobs().list(JobQuery.all())).hasSize(1);
    }

    @Test
    default void enqueuesAgainWhenTheSameHasEnded() {
        JobOptions unique = JobOptions.standard().uniqueBy("2026-11");
        bench().worker(1, worker -> worker.handle(TEXT, (text, context) -> text));
        JobId first = bench().enqueue("a", unique);
        bench().end(first);

        Enqueued second = bench().jobs().enqueue(TEXT, "b", unique);

        assertThat(second.isNew()).isTrue();
        assertThat(bench().end(second.id()).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().status(first).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    default void enqueuesNothingWithinTheWindow() {
        bench().worker(1, worker -> worker.handle(TEXT, (text, context) -> text));
        JobId first = bench().enqueue("a", JobOptions.standard().uniqueBy("x", Duration.ofHours(1)));
        bench().end(first);

        Enqueued within =
                bench().jobs().enqueue(TEXT, "b", JobOptions.standard().uniqueBy("x", Duration.ofHours(1)));
        Enqueued without =
                bench().jobs().enqueue(TEXT, "c", JobOptions.standard().uniqueBy("x"));

        assertThat(within).isEqualTo(new Enqueued(first, false));
        assertThat(without.isNew()).isTrue();
    }

    @Test
    default void tellsKeysAndTypesApart() {
        JobOptions unique = JobOptions.standard().uniqueBy("x");
        JobType<String, String> other = JobType.of("other", String.class, String.class);
        bench().jobs().enqueue(TEXT, "a", unique);

        assertThat(bench().jobs().enqueue(other, "a", unique).isNew()).isTrue();
        assertThat(bench().jobs()
                        .enqueue(TEXT, "a", JobOptions.standard().uniqueBy("X"))
                        .isNew())
                .isTrue();
        assertThat(bench().jobs()
                        .enqueue(TEXT, "a", JobOptions.standard().uniqueBy("x "))
                        .isNew())
                .isTrue();
    }

    @Test
    default void enqueuesTheFirstOfABatch() {
        List<Enqueued> batch = bench().jobs()
                .enqueueAll(TEXT, List.of("a", "b", "c"), JobOptions.standard().uniqueBy("x"));

        assertThat(batch).extracting(Enqueued::isNew).containsExactly(true, false, false);
        assertThat(batch).extracting(Enqueued::id).containsOnly(batch.get(0).id());
    }

    @Test
    default void enqueuesOneOfManyAtOnce() throws Exception {
        int threads = 8;
        CyclicBarrier together = new CyclicBarrier(threads);
        ExecutorService callers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Enqueued>> calls = new ArrayList<>();
            for (int caller = 0; caller < threads; caller++) {
                calls.add(callers.submit(() -> {
                    together.await();
                    return bench().jobs()
                            .enqueue(TEXT, "a", JobOptions.standard().uniqueBy("x"));
                }));
            }
            List<Enqueued> enqueued = new ArrayList<>();
            for (Future<Enqueued> call : calls) {
                enqueued.add(call.get());
            }
            assertThat(enqueued).filteredOn(Enqueued::isNew).hasSize(1);
            assertThat(enqueued)
                    .extracting(Enqueued::id)
                    .containsOnly(enqueued.get(0).id());
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    default void isUniqueWhileItIsTriedAgain() {
        JobOptions unique = JobOptions.standard().uniqueBy("x");
        RetryRules later = RetryRules.standard().backoff(Duration.ofHours(1), Duration.ofHours(1));
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    throw new IllegalStateException("not yet");
                                },
                                later));
        JobId first = bench().enqueue("a", unique);
        Waiting.until(() -> bench().status(first).problem().isPresent());

        assertThat(bench().jobs().enqueue(TEXT, "b", unique)).isEqualTo(new Enqueued(first, false));
    }

    /** After transaction-outbox's test of duplicate requests and Oban's of periods. */
    @Test
    default void enqueuesAgainAfterTheWindow() {
        Duration window = Duration.ofMillis(1_500);
        JobOptions unique = JobOptions.standard().uniqueBy("x", window);
        bench().worker(1, worker -> worker.handle(TEXT, (text, context) -> text));
        JobId first = bench().enqueue("a", unique);
        Instant created = bench().end(first).times().created();
        assertThat(bench().jobs().enqueue(TEXT, "b", unique).isNew()).isFalse();

        Waiting.until(() ->
                bench().engine().store().now().isAfter(created.plus(window).plusMillis(5)));

        Enqueued second = bench().jobs().enqueue(TEXT, "c", unique);
        assertThat(second.isNew()).isTrue();
        assertThat(bench().jobs().enqueue(TEXT, "d", unique)).isEqualTo(new Enqueued(second.id(), false));
    }

    private static JobOptions later(JobOptions options) {
        return options.delay(Duration.ofHours(1));
    }

    private JobId dead(JobOptions options) {
        Worker worker = bench().worker(
                        1,
                        builder -> builder.handle(
                                TEXT,
                                (text, context) -> {
                                    throw new IllegalStateException("broken");
                                },
                                RetryRules.never()));
        JobId id = bench().enqueue("a", options);
        assertThat(bench().end(id).state()).isEqualTo(JobState.DEAD);
        assertThat(worker.drain(EngineBench.LONG).finished()).isTrue();
        return id;
    }

    @Test
    default void redrivesNoJobWhileTheSameHasNotEnded() {
        JobOptions unique = JobOptions.standard().uniqueBy("x");
        JobId first = dead(unique);
        JobId second = bench().enqueue("b", later(unique));

        assertThat(bench().jobs().redrive(JobQuery.all())).isZero();
        assertThat(bench().status(first).state()).isEqualTo(JobState.DEAD);

        bench().jobs().cancel(second);
        assertThat(bench().jobs().redrive(JobQuery.all())).isEqualTo(1);
        assertThat(bench().status(first).state()).isEqualTo(JobState.READY);
        assertThat(bench().jobs().enqueue(TEXT, "c", unique)).isEqualTo(new Enqueued(first, false));
    }

    @Test
    default void redrivesTheLatestOfThoseThatAreTheSame() {
        JobOptions unique = JobOptions.standard().uniqueBy("x");
        JobId first = dead(unique);
        JobId second = dead(unique);
        JobId other = dead(JobOptions.standard().uniqueBy("y"));

        assertThat(bench().jobs().redrive(JobQuery.all())).isEqualTo(2);

        assertThat(bench().status(first).state()).isEqualTo(JobState.DEAD);
        assertThat(bench().status(second).state()).isEqualTo(JobState.READY);
        assertThat(bench().status(other).state()).isEqualTo(JobState.READY);
        assertThat(bench().jobs().redrive(JobQuery.all())).isZero();
        assertThat(bench().jobs().enqueue(TEXT, "c", unique)).isEqualTo(new Enqueued(second, false));
    }

    @Test
    default void redrivesOrEnqueuesTheSameOnceHoweverManyTry() throws Exception {
        for (int round = 0; round < 10; round++) {
            JobOptions unique = JobOptions.standard().uniqueBy("x" + round);
            List<JobId> same = new ArrayList<>(List.of(dead(unique), dead(unique)));

            same.addAll(RacesContract.together(() -> {
                bench().jobs().redrive(JobQuery.all());
                return bench().enqueue("b", later(unique));
            }));

            List<JobId> open = same.stream()
                    .distinct()
                    .filter(id -> !bench().status(id).isEnd())
                    .toList();
            assertThat(open).as("round %s", round).hasSize(1);
            bench().jobs().cancel(open.get(0));
        }
    }
}
