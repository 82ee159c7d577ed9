package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.AT_ONCE;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Attempts follow each other as the rules say. */
public interface RetriesContract extends OnBench {

    @Test
    default void triesAgain() {
        List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    attempts.add(context.attempt());
                                    if (context.attempt() < 3) {
                                        throw new IllegalStateException("not yet");
                                    }
                                    return context.idempotencyKey();
                                },
                                AT_ONCE));

        JobId id = bench().enqueue("a");

        JobStatus status = bench().end(id);
        assertThat(status.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(status.attempts()).isEqualTo(3);
        assertThat(status.problem()).isEmpty();
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(bench().jobs().result(TEXT, id)).contains(id.toString());
    }

    @Test
    default void waitsBetweenAttempts() {
        RetryRules later = RetryRules.standard().backoff(Duration.ofHours(9), Duration.ofHours(9));
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    throw new IllegalStateException("not yet");
                                },
                                later));

        JobId id = bench().enqueue("a");

        Waiting.until(() -> bench().status(id).state() == JobState.RETRYING);
        JobStatus status = bench().status(id);
        assertThat(status.attempts()).isEqualTo(1);
        assertThat(status.problem()).contains(new JobProblem("java.lang.IllegalStateException", "not yet"));
        assertThat(status.times().due()).isAfter(status.times().created());
        assertThat(status.times().finished()).isEmpty();
    }

    @Test
    default void givesUpAndIsRedriven() {
        AtomicBoolean broken = new AtomicBoolean(true);
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    if (broken.get()) {
                                        throw new IllegalArgumentException("broken \0 " + context.attempt());
                                    }
                                    return "attempt " + context.attempt();
                                },
                                AT_ONCE.attempts(2)));
        JobId id = bench().enqueue("a");
        JobId keyed = bench().enqueue("b", JobOptions.standard().concurrencyKey("tenant", 1));
        assertThat(bench().end(id).state()).isEqualTo(JobState.DEAD);
        assertThat(bench().end(keyed).state()).isEqualTo(JobState.DEAD);
        assertThat(bench().status(id).attempts()).isEqualTo(2);
        assertThat(bench().status(id).problem().orElseThrow().message()).isEqualTo("broken   2");

        broken.set(false);
        assertThat(bench().jobs().redrive(JobQuery.all().queue("reports"))).isZero();
        assertThat(bench().jobs().redrive(JobQuery.all().states(JobState.SUCCEEDED)))
                .isZero();
        assertThat(bench().jobs().redrive(JobQuery.all())).isEqualTo(2);

        assertThat(bench().end(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().end(keyed).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().jobs().result(TEXT, id)).contains("attempt 1");
        assertThat(bench().jobs().redrive(JobQuery.all())).isZero();
    }

    @Test
    default void snoozesWithoutCounting() {
        AtomicInteger runs = new AtomicInteger();
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    if (runs.incrementAndGet() < 3) {
                                        throw context.snooze(Duration.ofMillis(20));
                                    }
                                    return text;
                                },
                                RetryRules.never()));

        JobStatus status = bench().end(bench().enqueue("a"));

        assertThat(status.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(status.attempts()).isEqualTo(1);
        assertThat(runs).hasValue(3);
    }

    @Test
    default void stopsAttemptsThatTakeTooLong() {
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    Waiting.until(() -> {
                                        context.checkpoint();
                                        return false;
                                    });
                                    return text;
                                },
                                RetryRules.never()));

        JobStatus status =
                bench().end(bench().enqueue("a", JobOptions.standard().timeout(Duration.ofMillis(50))));

        assertThat(status.state()).isEqualTo(JobState.DEAD);
        assertThat(status.problem().orElseThrow().kind()).isEqualTo("timeout");
    }

    /** After Oban's test of any type of exit. */
    @Test
    default void survivesWhateverHandlersThrow() {
        List<Throwable> failures = List.of(
                new StackOverflowError("too deep"),
                new OutOfMemoryError("too much"),
                new AssertionError("too wrong"),
                new InterruptedException("too early"),
                new IOException((String) null));
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    Thread.currentThread().interrupt();
                                    if (context.attempt() == 1) {
                                        throw Waiting.thrown(failures.get(Integer.parseInt(text)));
                                    }
                                    return text;
                                },
                                AT_ONCE));

        for (int number = 0; number < failures.size(); number++) {
            JobId id = bench().enqueue("" + number);

            assertThat(bench().end(id).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(bench().status(id).attempts()).isEqualTo(2);
        }
    }

    /** After Celery's tests of time limits: the handler does not listen. */
    @Test
    default void keepsTheResultOfAnAttemptThatTookTooLong() {
        bench().worker(
                        1,
                        worker -> worker.handle(
                                TEXT,
                                (text, context) -> {
                                    boolean told = false;
                                    while (!told) {
                                        told = Thread.interrupted();
                                        Thread.onSpinWait();
                                    }
                                    return "late";
                                },
                                RetryRules.never()));

        JobId id = bench().enqueue("a", JobOptions.standard().timeout(Duration.ofMillis(50)));

        assertThat(bench().end(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().jobs().result(TEXT, id)).contains("late");
    }
}
