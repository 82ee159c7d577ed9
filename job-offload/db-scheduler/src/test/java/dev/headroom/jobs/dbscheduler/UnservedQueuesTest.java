package dev.headroom.jobs.dbscheduler;

import static dev.headroom.jobs.contract.EngineBench.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A queue whose jobs nobody takes is told once, and others never. */
@EachDatabase
class UnservedQueuesTest extends EachStoreTest {

    private StoreParts parts;
    private UnservedQueues queues;

    @BeforeEach
    void look() {
        parts = TestStore.parts(store.dataSource);
        queues = new UnservedQueues(parts, Duration.ZERO);
    }

    private JobId enqueue(JobOptions options) {
        JobId id = bench.enqueue("a", options);
        NewJob job = new NewJob(
                id, parts.clock().now().minusMillis(1), TEXT.name(), 1, JobData.ofText("a"), options, Map.of());
        queues.enqueued(options.queue(), List.of(job));
        return id;
    }

    @Test
    void isToldOnce() {
        enqueue(JobOptions.standard());
        enqueue(JobOptions.queue("reports"));
        assertThat(queues.look()).containsExactlyInAnyOrder("default", "reports");
        enqueue(JobOptions.standard());
        assertThat(queues.look()).isEmpty();
    }

    @Test
    void isToldAgainWhenItHadAWorkerMeanwhile() {
        enqueue(JobOptions.standard());
        assertThat(queues.look()).containsExactly("default");
        var worker = bench.worker(1, builder -> builder.handle(TEXT, (text, context) -> text));
        bench.end(enqueue(JobOptions.standard()));
        assertThat(queues.look()).isEmpty();
        worker.drain(Duration.ZERO);
        enqueue(JobOptions.standard());
        assertThat(queues.look()).containsExactly("default");
    }

    @Test
    void isNotMeantByJobsThatWaitForSomethingElse() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        bench.worker(
                1,
                builder -> builder.handle(TEXT, (text, context) -> {
                    running.countDown();
                    go.await();
                    return text;
                }));
        JobId first = enqueue(JobOptions.standard());
        running.await();
        JobId second = enqueue(JobOptions.standard());
        enqueue(JobOptions.queue("reports").delay(Duration.ofHours(1)));
        enqueue(JobOptions.queue("reports").concurrencyKey("tenant", 1));
        assertThat(queues.look()).isEmpty();
        go.countDown();
        assertThat(bench.end(first).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(bench.end(second).state()).isEqualTo(JobState.SUCCEEDED);
    }
}
