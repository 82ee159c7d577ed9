package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.EachDatabase;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After the tests of River's rescuer of stuck jobs. */
@EachDatabase
class RescueTest extends EachStoreTest {

    private static final JobType<String, String> UNKNOWN = JobType.of("unknown", String.class, String.class);

    /** More than are looked for at once. */
    private static final int MANY = 150;

    @Test
    void takesManyFromTheDead() {
        List<JobId> dead = bench.jobs().enqueueAll(EngineBench.TEXT, Collections.nCopies(MANY, "a")).stream()
                .map(enqueued -> enqueued.id())
                .toList();
        dead.forEach(id -> Zombie.claim(store, id));

        bench.worker(4, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));

        // None of them is proven to have killed the process.
        dead.forEach(id -> assertThat(bench.end(id).attempts()).isEqualTo(1));
    }

    /** The dead worker was of a newer release, or an older one. */
    @Test
    void failsNoJobThatItDoesNotKnow() {
        JobId id = bench.jobs().enqueue(UNKNOWN, "a", JobOptions.standard()).id();
        store.execute("update headroom_jobs set attempts = 1000");
        Zombie.claim(store, id);

        bench.worker(1, worker -> worker.handle(EngineBench.TEXT, (text, context) -> text));

        Waiting.until(() -> bench.status(id)
                .problem()
                .filter(problem -> problem.kind().equals("unknown type"))
                .isPresent());
        assertThat(bench.status(id).state()).isEqualTo(JobState.SCHEDULED);
        assertThat(bench.status(id).attempts()).isEqualTo(1001);
    }
}
