package dev.headroom.benchmarks.jobs;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.memory.InProcessEngine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Runs jobs without a database. */
interface InProcessRunner {

    /** Enqueues jobs one by one, and waits until all have run. */
    void runAll(Batch jobs, RunLog log);

    /** A bare pool of ten threads as the floor, and this library's engine of the same, which keeps the state of each job. */
    static Map<String, InProcessRunner> all() {
        Map<String, InProcessRunner> all = new LinkedHashMap<>();
        all.put("floor", InProcessRunner::runInPool);
        all.put("headroom-in-process", InProcessRunner::runInEngine);
        return all;
    }

    private static void runInPool(Batch jobs, RunLog log) {
        ExecutorService threads = Executors.newFixedThreadPool(JobWorkers.THREADS);
        try {
            for (long number = jobs.first(); number < jobs.count(); number++) {
                WorkItem item = WorkItem.of(number);
                threads.execute(() -> log.run(item.number()));
            }
            awaitAll(log);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void runInEngine(Batch jobs, RunLog log) {
        try (InProcessEngine engine = InProcessEngine.builder().build()) {
            Worker worker = HeadroomJobs.worker(engine, new JsonCodec(), log);
            Jobs queue = Jobs.on(engine, new JsonCodec());
            for (long number = jobs.first(); number < jobs.count(); number++) {
                queue.enqueue(HeadroomJobs.WORK, WorkItem.of(number));
            }
            awaitAll(log);
            worker.close();
        }
    }

    private static void awaitAll(RunLog log) {
        boolean unused = log.awaitAll(Duration.ofMinutes(1));
    }
}
