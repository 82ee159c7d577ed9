package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.LONG;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Jobs of a key share its limit. */
public interface KeysContract extends OnBench {

    /** Counts how many run at once. */
    final class Gauge {

        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        /** One runs, for a while. */
        void run() throws InterruptedException {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            new CountDownLatch(1).await(30, TimeUnit.MILLISECONDS);
            now.decrementAndGet();
        }
    }

    @Test
    default void runsNoMoreOfAKeyThanItsLimit() {
        Gauge gauge = new Gauge();
        for (var engine : List.of(bench().engine(), bench().other())) {
            bench().worker(
                            engine,
                            4,
                            worker -> worker.handle(TEXT, (text, context) -> {
                                gauge.run();
                                return text;
                            }));
        }
        List<String> texts = Collections.nCopies(20, "a");

        List<Enqueued> jobs =
                bench().jobs().enqueueAll(TEXT, texts, JobOptions.standard().concurrencyKey("tenant", 2));

        jobs.forEach(job -> assertThat(bench().end(job.id()).state()).isEqualTo(JobState.SUCCEEDED));
        assertThat(gauge.most).hasValue(2);
    }

    @Test
    default void doesNotHinderOtherKeys() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        bench().worker(
                        2,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            if (text.equals("slow")) {
                                go.await();
                            }
                            return text;
                        }));
        List<Enqueued> slow = bench().jobs()
                .enqueueAll(
                        TEXT,
                        Collections.nCopies(5, "slow"),
                        JobOptions.standard().concurrencyKey("large", 1));

        bench().end(bench().enqueue("quick", JobOptions.standard().concurrencyKey("small", 1)));
        bench().end(bench().enqueue("quick"));

        assertThat(slow).allMatch(job -> !bench().status(job.id()).isEnd());
        go.countDown();
        slow.forEach(job -> bench().end(job.id()));
    }

    @Test
    default void givesTheSlotToOthersBetweenAttempts() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    ran.add(text);
                                    if (text.equals("a") && context.attempt() < 3) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return text;
                                },
                                AT_ONCE));
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);

        List<JobId> jobs =
                Stream.of("a", "b").map(text -> bench().enqueue(text, key)).toList();

        assertThat(bench().end(jobs.get(0)).attempts()).isEqualTo(3);
        assertThat(bench().end(jobs.get(1)).attempts()).isEqualTo(1);
        assertThat(ran).containsExactlyInAnyOrder("a", "a", "a", "b");
    }

    @Test
    default void keepsDelaysAndPrioritiesOfAKey() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);
        bench().enqueue("low", key.priority(-1));
        bench().enqueue("high", key.priority(1));
        JobId delayed = bench().enqueue("delayed", key.priority(2).delay(Duration.ofMillis(600)));
        bench().worker(
                        3,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            ran.add(text);
                            return text;
                        }));

        bench().end(delayed);

        assertThat(ran).hasSize(3).endsWith("delayed");
    }

    @Test
    default void cancelsJobsThatWaitForOthersOfTheirKey() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        bench().worker(
                        2,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            running.countDown();
                            go.await();
                            return text;
                        }));
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);
        JobId first = bench().enqueue("a", key);
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        JobId second = bench().enqueue("b", key);
        JobId third = bench().enqueue("c", key);

        assertThat(bench().jobs().cancel(second)).isEqualTo(CancelResult.CANCELLED);

        go.countDown();
        assertThat(bench().end(first).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().end(third).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().status(second).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    default void runsJobsOfAKeyByPriorityAndThenInTheirOrder() throws Exception {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        bench().worker(
                        3,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            ran.add(text);
                            running.countDown();
                            go.await();
                            return text;
                        }));
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);
        List<JobId> jobs = new ArrayList<>(List.of(bench().enqueue("first", key)));
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        jobs.add(bench().enqueue("low", key.priority(-1)));
        for (int number = 0; number < 4; number++) {
            Instant now = bench().engine().store().now();
            Waiting.until(() -> bench().engine().store().now().isAfter(now.plusMillis(1)));
            jobs.add(bench().enqueue("" + number, key));
        }
        jobs.add(bench().enqueue("high", key.priority(1)));

        go.countDown();

        jobs.forEach(id -> assertThat(bench().end(id).attempts()).isEqualTo(1));
        assertThat(ran).containsExactly("first", "high", "0", "1", "2", "3", "low");
    }

    /** After Solid Queue's test of a sequence of which some fail. */
    @Test
    default void givesTheSlotOfDeadJobsToOthers() {
        bench().worker(
                        3,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    if (text.equals("broken")) {
                                        throw new IllegalStateException("broken");
                                    }
                                    return text;
                                },
                                RetryRules.never()));
        JobOptions key = JobOptions.standard().concurrencyKey("tenant", 1);

        List<JobId> jobs = Stream.of("broken", "a", "broken", "b")
                .map(text -> bench().enqueue(text, key))
                .toList();

        assertThat(jobs)
                .extracting(id -> bench().end(id).state())
                .containsExactly(JobState.DEAD, JobState.SUCCEEDED, JobState.DEAD, JobState.SUCCEEDED);
    }
}
