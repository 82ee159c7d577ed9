package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Nobody claims more than it has threads for: what waits for a thread has no heartbeat, and is taken for dead. */
@EachDatabase
class ClaimLimitTest {

    private static final int JOBS = 60;
    private static final int THREADS = 3;

    @Parameter
    TestStore store;

    private EngineBench bench;
    private final Semaphore go = new Semaphore(0);
    private final AtomicInteger running = new AtomicInteger();

    @BeforeEach
    void open() {
        store.clear();
        bench = new EngineBench(store.engine(), store.engine(), store.dataSource);
    }

    @AfterEach
    void close() {
        go.release(JOBS);
        bench.close();
    }

    @Test
    void claimsNoMoreThanItHasThreads() {
        fillAndDrain();
    }

    /** Statistics of one queue entry suggest a plan that finds the next queue entries anew for each queue entry that there is. */
    @Test
    void claimsNoMoreWithOldStatistics() {
        Assumptions.assumeTrue(store.kind == DatabaseKind.POSTGRESQL, "Elsewhere queue entries are claimed one by one.");
        bench.enqueue("a", JobOptions.standard().delay(Duration.ofHours(1)));
        store.execute("analyze headroom_tickets_default");

        fillAndDrain();
    }

    private void fillAndDrain() {
        for (var engine : List.of(bench.engine(), bench.other())) {
            bench.worker(
                    engine,
                    THREADS,
                    worker -> worker.handle(EngineBench.TEXT, (text, context) -> {
                        running.incrementAndGet();
                        go.acquire();
                        running.decrementAndGet();
                        return text;
                    }));
        }
        List<Enqueued> jobs = bench.jobs().enqueueAll(EngineBench.TEXT, Collections.nCopies(JOBS, "a"));

        for (int ended = 0; ended < JOBS - 2 * THREADS; ended += 5) {
            holdsAsManyAsThreads();
            go.release(5);
        }
        go.release(JOBS);

        jobs.forEach(job -> assertThat(bench.end(job.id()).attempts()).isEqualTo(1));
    }

    /** Also after some polls more, and with jobs that were enqueued while all threads are busy. */
    private void holdsAsManyAsThreads() {
        Waiting.until(() -> running.get() == 2 * THREADS);
        long end = System.nanoTime() + TestStore.HEARTBEAT.toNanos();
        Waiting.until(() -> {
            assertThat(store.count("headroom_tickets_default", "picked = true")).isLessThanOrEqualTo(2 * THREADS);
            return System.nanoTime() > end;
        });
    }
}
