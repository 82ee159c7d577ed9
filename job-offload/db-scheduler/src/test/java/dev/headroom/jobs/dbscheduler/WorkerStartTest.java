package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.Worker;
import dev.headroom.jobs.WorkerBuilder;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobStoreException;
import dev.headroom.testsupport.EachDatabase;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A worker that cannot start takes no jobs. */
@EachDatabase
class WorkerStartTest {

    @Parameter
    TestStore store;

    @Test
    void leavesNoQueueBehindIfTheTableOfAnotherIsMissing() {
        store.clear();
        Set<String> ran = ConcurrentHashMap.newKeySet();
        try (EngineBench bench = new EngineBench(store.engine(), store.engine(), store.dataSource)) {
            WorkerBuilder half = Worker.on(bench.engine(), TextCodec.TEXT)
                    .queue("default", 2)
                    .queue("missing", 2)
                    .handle(EngineBench.TEXT, (text, context) -> {
                        ran.add("half");
                        return text;
                    });
            assertThatThrownBy(half::start)
                    .isInstanceOf(JobStoreException.class)
                    .hasMessageContaining("headroom_tickets_missing");

            bench.worker(
                    1,
                    worker -> worker.handle(EngineBench.TEXT, (text, context) -> {
                        ran.add("whole");
                        return text;
                    }));
            List<JobId> ids =
                    Collections.nCopies(30, "a").stream().map(bench::enqueue).toList();
            ids.forEach(bench::end);
            assertThat(ran).containsExactly("whole");
        }
    }
}
