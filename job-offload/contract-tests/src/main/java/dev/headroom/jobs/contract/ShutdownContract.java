package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.LONG;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.DrainReport;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Workers stop without losing anything. */
public interface ShutdownContract extends OnBench {

    @Test
    default void letsRunningJobsEnd() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Worker worker = bench().worker(
                        1,
                        builder -> builder.handle(TEXT, (text, context) -> {
                            running.countDown();
                            go.await();
                            return text;
                        }));
        JobId id = bench().enqueue("a");
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        JobId waiting = bench().enqueue("b");
        Thread drain = new Thread(() -> worker.drain(LONG));
        drain.start();
        Waiting.until(() -> drain.getState() == Thread.State.TIMED_WAITING);

        go.countDown();
        drain.join(LONG.toMillis());

        assertThat(bench().end(id).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench().status(waiting).state()).isEqualTo(JobState.READY);
        assertThat(worker.running()).isZero();
    }

    @Test
    default void givesJobsBackThatTakeTooLong() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Worker worker = bench().worker(
                        1,
                        builder -> builder.handle(
                                TEXT,
                                (text, context) -> {
                                    running.countDown();
                                    new CountDownLatch(1).await();
                                    return text;
                                },
                                RetryRules.never()));
        JobId id = bench().enqueue("a", JobOptions.standard().concurrencyKey("tenant", 1));
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        DrainReport report = worker.drain(Duration.ZERO);

        assertThat(report).isEqualTo(new DrainReport(true, 1, 0));
        assertThat(bench().status(id).state()).isEqualTo(JobState.READY);
        assertThat(bench().status(id).attempts()).isZero();
        bench().worker(bench().other(), 1, builder -> builder.handle(TEXT, (text, context) -> text));
        assertThat(bench().end(id).attempts()).isEqualTo(1);
    }

    @Test
    default void takesNoJobsWhilePaused() {
        Worker worker = bench().worker(1, builder -> builder.queue("reports", 1).handle(TEXT, (text, context) -> text));
        bench().end(bench().enqueue("a"));
        worker.pause("default");

        JobId id = bench().enqueue("b");

        bench().end(bench().enqueue("c", JobOptions.queue("reports")));
        assertThat(bench().status(id).state()).isEqualTo(JobState.READY);

        worker.resume("default");

        assertThat(bench().end(id).state()).isEqualTo(JobState.SUCCEEDED);
    }

    /** After Celery's second warm shutdown. */
    @Test
    default void drainsTwice() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Worker worker = bench().worker(
                        1,
                        builder -> builder.handle(TEXT, (text, context) -> {
                            running.countDown();
                            go.await();
                            return text;
                        }));
        JobId id = bench().enqueue("a");
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CompletableFuture<DrainReport> first = CompletableFuture.supplyAsync(() -> worker.drain(LONG));
        CompletableFuture<DrainReport> second = CompletableFuture.supplyAsync(() -> worker.drain(LONG));
        assertThatThrownBy(() -> CompletableFuture.anyOf(first, second).get(200, TimeUnit.MILLISECONDS))
                .isInstanceOf(TimeoutException.class);

        go.countDown();

        assertThat(first.get()).isEqualTo(new DrainReport(true, 0, 0));
        assertThat(second.get()).isEqualTo(new DrainReport(true, 0, 0));
        assertThat(worker.drain(Duration.ZERO)).isEqualTo(new DrainReport(true, 0, 0));
        assertThat(bench().end(id).attempts()).isEqualTo(1);
    }

    /** After Celery's hard shutdown from a warm one. */
    @Test
    default void hurriesAWorkerThatIsBeingDrained() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Worker worker = bench().worker(
                        1,
                        builder -> builder.handle(TEXT, (text, context) -> {
                            running.countDown();
                            new CountDownLatch(1).await();
                            return text;
                        }));
        JobId id = bench().enqueue("a");
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        CompletableFuture<DrainReport> patient = CompletableFuture.supplyAsync(() -> worker.drain(LONG));

        assertThat(worker.drain(Duration.ZERO)).isEqualTo(new DrainReport(true, 1, 0));

        assertThat(patient.get().finished()).isTrue();
        assertThat(bench().status(id).state()).isEqualTo(JobState.READY);
        assertThat(bench().status(id).attempts()).isZero();
    }

    /** After Celery's cold shutdown of a task that goes on: as long as its process lives, the job is nobody else's. */
    @Test
    default void leavesAJobThatDoesNotStopToItsAttempt() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Worker worker = bench().worker(
                        1,
                        builder -> builder.handle(TEXT, (text, context) -> {
                            running.countDown();
                            Waiting.stubbornly(go);
                            return "by the first";
                        }));
        JobId id = bench().enqueue("a");
        assertThat(running.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();

        assertThat(worker.drain(Duration.ZERO)).isEqualTo(new DrainReport(false, 1, 1));
        bench().worker(bench().other(), 1, builder -> builder.handle(TEXT, (text, context) -> "by another"));
        bench().end(bench().enqueue("b"));
        assertThat(bench().status(id).state()).isEqualTo(JobState.RUNNING);
        go.countDown();

        assertThat(bench().end(id).attempts()).isEqualTo(1);
        assertThat(bench().jobs().result(TEXT, id)).contains("by the first");
    }

    /** After Celery's shutdowns with tasks of a later time. */
    @Test
    default void leavesDelayedJobsToOthers() {
        Worker first = bench().worker(1, builder -> builder.handle(TEXT, (text, context) -> "by the first"));
        JobId id = bench().enqueue("a", JobOptions.standard().delay(Duration.ofMillis(500)));
        bench().end(bench().enqueue("b"));

        first.drain(LONG);

        bench().worker(bench().other(), 1, builder -> builder.handle(TEXT, (text, context) -> "by another"));
        assertThat(bench().end(id).attempts()).isEqualTo(1);
        assertThat(bench().jobs().result(TEXT, id)).contains("by another");
    }
}
