package dev.headroom.jobs.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.TextCodec;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobState;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads that have nothing to do, and are needed all at once. */
class IdleThreadsTest {

    private static final int THREADS = 6;
    private static final JobType<String, String> TEXT = JobType.of("text", String.class, String.class);

    @Test
    void areWokenUntilAllJobsRun() throws Exception {
        CyclicBarrier all = new CyclicBarrier(THREADS);
        try (InProcessEngine engine = InProcessEngine.builder().build();
                Worker worker = Worker.on(engine, new TextCodec())
                        .queue("default", THREADS)
                        .handle(
                                TEXT,
                                (text, context) -> {
                                    all.await(10, TimeUnit.SECONDS);
                                    return text;
                                },
                                RetryRules.never())
                        .start()) {
            Jobs jobs = Jobs.on(engine, new TextCodec());
            for (int round = 0; round < 300; round++) {
                List<JobId> ids = jobs.enqueueAll(TEXT, Collections.nCopies(THREADS, "a")).stream()
                        .map(Enqueued::id)
                        .toList();
                for (JobId id : ids) {
                    assertThat(jobs.await(id, Duration.ofSeconds(20))
                                    .orElseThrow()
                                    .state())
                            .as("in round %s", round)
                            .isEqualTo(JobState.SUCCEEDED);
                }
            }
            assertThat(worker.drain(Duration.ofSeconds(20)).finished()).isTrue();
        }
    }
}
