package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.LONG;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What handlers can rely on. */
public interface HandlersContract extends OnBench {

    @Test
    default void keepsProgress() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        bench().worker(
                        1,
                        worker -> worker.handle(TEXT, (text, context) -> {
                            context.progress(3, 10, "third\0");
                            go.await(LONG.toSeconds(), TimeUnit.SECONDS);
                            return text;
                        }));

        JobId id = bench().enqueue("a");

        Waiting.until(() -> bench().status(id).progress().done() == 3);
        JobStatus status = bench().status(id);
        assertThat(status.state()).isEqualTo(JobState.RUNNING);
        assertThat(status.progress().total()).isEqualTo(10);
        assertThat(status.progress().note()).isEqualTo("third ");
        go.countDown();
        assertThat(bench().end(id).progress()).extracting(JobProgress::done).isEqualTo(3L);
    }

    @Test
    default void tellsSinceWhenTheLastAttemptRuns() {
        CountDownLatch go = new CountDownLatch(1);
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    if (context.attempt() == 1) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    go.await(LONG.toSeconds(), TimeUnit.SECONDS);
                                    return text;
                                },
                                AT_ONCE));

        JobId id = bench().enqueue("a");

        Waiting.until(() -> bench().status(id).attempts() == 2
                && bench().status(id).times().started().isPresent());
        JobStatus running = bench().status(id);
        assertThat(running.state()).isEqualTo(JobState.RUNNING);
        assertThat(running.times().started().orElseThrow())
                .isBetween(running.times().due(), bench().engine().store().now());
        go.countDown();
        assertThat(bench().end(id).times().started().orElseThrow())
                .isCloseTo(running.times().started().orElseThrow(), within(50, ChronoUnit.MILLIS));
    }

    @Test
    default void remembersStepsOverAttempts() {
        AtomicInteger works = new AtomicInteger();
        AtomicInteger nothing = new AtomicInteger();
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    Integer first = context.step("first", Integer.class, works::incrementAndGet);
                                    String none = context.step("none", String.class, () -> {
                                        nothing.incrementAndGet();
                                        return null;
                                    });
                                    if (context.attempt() < 3) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return first + " " + none;
                                },
                                AT_ONCE));

        JobId id = bench().enqueue("a");

        assertThat(bench().end(id).attempts()).isEqualTo(3);
        assertThat(bench().jobs().result(TEXT, id)).contains("1 null");
        assertThat(works).hasValue(1);
        assertThat(nothing).hasValue(1);
    }

    @Test
    default void worksInATransactionOnce() {
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    Integer done = context.inTransaction("pay", Integer.class, transaction -> {
                                        EngineBench.effect(transaction.connection(), "paid");
                                        return 7;
                                    });
                                    if (context.attempt() < 3) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return "" + done;
                                },
                                AT_ONCE));

        JobId id = bench().enqueue("a");

        assertThat(bench().end(id).attempts()).isEqualTo(3);
        assertThat(bench().jobs().result(TEXT, id)).contains("7");
        assertThat(bench().effects()).containsExactly("paid");
    }

    @Test
    default void rollsBackWorkThatFails() {
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> context.inTransaction("pay", String.class, transaction -> {
                                    EngineBench.effect(transaction.connection(), "attempt " + context.attempt());
                                    if (context.attempt() < 2) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return "paid";
                                }),
                                AT_ONCE));

        assertThat(bench().end(bench().enqueue("a")).attempts()).isEqualTo(2);

        assertThat(bench().effects()).containsExactly("attempt 2");
    }

    @Test
    default void endsTheJobInATransaction() {
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    context.inTransaction("pay", String.class, transaction -> {
                                        EngineBench.effect(transaction.connection(), "paid");
                                        transaction.complete("receipt");
                                        return "";
                                    });
                                    throw new IllegalStateException("after its end");
                                },
                                RetryRules.never()));

        JobId id = bench().enqueue("a");

        assertThat(bench().end(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().jobs().result(TEXT, id)).contains("receipt");
        assertThat(bench().effects()).containsExactly("paid");
    }

    @Test
    default void parksJobsThatNobodyKnows() {
        JobType<String, String> unknown = JobType.of("unknown", String.class, String.class);
        JobType<Integer, String> garbled = JobType.of("garbled", Integer.class, String.class);
        JobType<String, String> asText = JobType.of("garbled", String.class, String.class);
        bench().worker(
                        1,
                        worker -> worker.handle(TEXT, (text, context) -> text)
                                .handle(garbled, (number, context) -> "" + number));

        JobId type = bench().jobs().enqueue(unknown, "a").id();
        JobId version = bench().jobs().enqueue(TEXT.version(2), "a").id();
        JobId payload = bench().jobs().enqueue(asText, "no number").id();

        for (JobId id : new JobId[] {type, version, payload}) {
            Waiting.until(() -> bench().status(id).problem().isPresent());
            assertThat(bench().status(id).state()).isEqualTo(JobState.SCHEDULED);
            assertThat(bench().status(id).attempts()).isZero();
        }
        assertThat(bench().status(type).problem().orElseThrow().kind()).isEqualTo("unknown type");
        assertThat(bench().status(version).problem().orElseThrow().kind()).isEqualTo("unknown version");
    }

    @Test
    default void readsPayloadsOfEarlierVersions() {
        bench().worker(
                        1,
                        worker -> worker.handle(TEXT.version(3), (text, context) -> text)
                                .upcast("text", 1, text -> text + " of 1")
                                .upcast("text", 2, text -> text + " by 2"));

        JobId old = bench().enqueue("a");
        JobId later = bench().jobs().enqueue(TEXT.version(2), "b").id();

        bench().end(old);
        bench().end(later);
        assertThat(bench().jobs().result(TEXT, old)).contains("a of 1 by 2");
        assertThat(bench().jobs().result(TEXT, later)).contains("b by 2");
    }
}
