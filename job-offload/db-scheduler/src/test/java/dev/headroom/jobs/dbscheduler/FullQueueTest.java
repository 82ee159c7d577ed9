package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.QueueFullException;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A limit is one of jobs that wait, and not of how many are enqueued in a second. */
@EachDatabase
class FullQueueTest {

    private static final List<String> FIVE = Collections.nCopies(5, "a");
    private static final int TIMES = 8;

    @Parameter
    TestStore store;

    @BeforeEach
    void clear() {
        store.clear();
    }

    @Test
    void aQueueThatIsEmptiedIsSoonFullNoMore() {
        try (DbSchedulerEngine engine = store.engine()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            await("being filled and emptied " + TIMES
                            + " times, which takes as many seconds if it is counted once in each")
                    .atMost(Duration.ofSeconds(TIMES / 2))
                    .until(() -> {
                        for (int time = 0; time < TIMES; time++) {
                            empty(jobs, fill(jobs));
                        }
                        return true;
                    });
        }
    }

    private static List<JobId> fill(Jobs jobs) {
        return await("room in the queue")
                .pollInterval(Duration.ofMillis(10))
                .ignoreException(QueueFullException.class)
                .until(
                        () -> jobs.enqueueAll(EngineBench.TEXT, FIVE, JobOptions.queue("narrow")).stream()
                                .map(Enqueued::id)
                                .toList(),
                        ids -> ids.size() == 5);
    }

    private static void empty(Jobs jobs, List<JobId> ids) {
        assertThat(ids).allSatisfy(id -> assertThat(jobs.cancel(id)).isEqualTo(CancelResult.CANCELLED));
    }
}
