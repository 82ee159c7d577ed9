package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Begins attempts, and ends them when it is let go. */
final class ClaimRunner implements JobEngine.JobRunner {

    final BlockingQueue<StoredJob> begun = new LinkedBlockingQueue<>();
    final AtomicInteger running = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
    final CountDownLatch go;
    private final JobEngine engine;

    ClaimRunner(JobEngine engine, CountDownLatch go) {
        this.engine = engine;
        this.go = go;
    }

    @Override
    public void run(Claim claim) {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        engine.store().begin(claim).ifPresent(begun::add);
        awaitGo();
        running.decrementAndGet();
        engine.store().end(claim, Ending.succeeded(Optional.empty(), Duration.ofMillis(1)), StoreTransaction.own());
    }

    private void awaitGo() {
        try {
            go.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Ending crashed(StoredJob job) {
        throw new AssertionError("It did not crash.");
    }

    /** Jobs for it. */
    static List<JobId> enqueue(JobEngine engine, int jobs, JobOptions options) {
        return Jobs.on(engine, TextCodec.TEXT)
                .enqueueAll(EngineBench.TEXT, Collections.nCopies(jobs, "a"), options)
                .stream()
                .map(enqueued -> enqueued.id())
                .toList();
    }
}
