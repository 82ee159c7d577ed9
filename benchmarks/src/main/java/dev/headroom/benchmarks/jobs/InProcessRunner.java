package dev.headroom.benchmarks.jobs;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.memory.InProcessEngine;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Runs jobs without a database. */
interface InProcessRunner {

    /**
     * Enqueues jobs one by one, and waits until all have run.
     *
     * @return seconds that this took, without starting and stopping threads
     */
    double runAll(Batch jobs, RunLog log);

    /** A bare pool of ten threads as the floor, one that keeps a status of each job, and this library's engine, all with ten threads. */
    static Map<String, InProcessRunner> all() {
        Map<String, InProcessRunner> all = new LinkedHashMap<>();
        all.put("floor", InProcessRunner::runInPool);
        all.put("pool-with-status", InProcessRunner::runInStatusPool);
        all.put("headroom-in-process", InProcessRunner::runInEngine);
        return all;
    }

    private static double runInPool(Batch jobs, RunLog log) {
        ExecutorService threads = Executors.newFixedThreadPool(JobWorkers.THREADS);
        try {
            return runAll(jobs, log, item -> threads.execute(() -> log.run(item.number())));
        } finally {
            threads.shutdownNow();
        }
    }

    private static double runInStatusPool(Batch jobs, RunLog log) {
        try (StatusPool pool = new StatusPool()) {
            double seconds = runAll(jobs, log, item -> pool.enqueue(() -> log.run(item.number())));
            if (pool.status(jobs.count()) == null) {
                throw new IllegalStateException("The pool does not know its last job.");
            }
            return seconds;
        }
    }

    private static double runInEngine(Batch jobs, RunLog log) {
        try (InProcessEngine engine = InProcessEngine.builder().build()) {
            Worker worker = HeadroomJobs.worker(engine, new JsonCodec(), log);
            Jobs queue = Jobs.on(engine, new JsonCodec());
            double seconds = runAll(jobs, log, item -> queue.enqueue(HeadroomJobs.WORK, item));
            worker.close();
            return seconds;
        }
    }

    private static double runAll(Batch jobs, RunLog log, Consumer<WorkItem> enqueue) {
        long start = System.nanoTime();
        for (long number = jobs.first(); number < jobs.count(); number++) {
            enqueue.accept(WorkItem.of(number));
        }
        boolean unused = log.awaitAll(Duration.ofMinutes(1));
        return (System.nanoTime() - start) / Turn.NANOS_PER_SECOND;
    }
}
