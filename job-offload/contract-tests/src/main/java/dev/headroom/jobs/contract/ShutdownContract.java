package dev.headroom.jobs.contract;

import static dev.headroom.jobs.contract.EngineBench.LONG;
import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.DrainReport;
import dev.headroom.jobs.JobId;
import dev.headroom.jobs.JobOptions;
import dev.headroom.jobs.JobState;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
        JobId id = bench().enqueue("a", JobOptions.standard().key("tenant", 1));
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
}
