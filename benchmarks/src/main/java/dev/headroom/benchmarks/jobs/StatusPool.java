package dev.headroom.benchmarks.jobs;

import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A pool of threads with a status of each job, as one writes it by hand if nothing else is wanted: state, times and problem by a number,
 * of the jobs that have not ended and of as many ended ones as the engine keeps.
 */
final class StatusPool implements AutoCloseable {

    private static final int KEPT = 10_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(JobWorkers.THREADS);
    private final Map<Long, Status> statuses = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private final Queue<Long> ended = new ConcurrentLinkedQueue<>();
    private final AtomicInteger endedCount = new AtomicInteger();

    enum State {
        READY,
        RUNNING,
        SUCCEEDED,
        DEAD
    }

    /** What others may ask for. Written by one thread at a time, the state last. */
    static final class Status {

        private final Instant created = Instant.now();
        private volatile State state = State.READY;
        private @Nullable Instant started;
        private @Nullable Instant finished;
        private @Nullable Throwable problem;

        private void begin() {
            started = Instant.now();
            state = State.RUNNING;
        }

        private void end(State newState, @Nullable Throwable newProblem) {
            problem = newProblem;
            finished = Instant.now();
            state = newState;
        }

        @Override
        public String toString() {
            return state + " " + created + " " + started + " " + finished + " " + problem;
        }
    }

    /** Returns its number. */
    long enqueue(Runnable job) {
        long number = numbers.incrementAndGet();
        Status status = new Status();
        statuses.put(number, status);
        threads.execute(() -> run(number, status, job));
        return number;
    }

    private void run(long number, Status status, Runnable job) {
        status.begin();
        try {
            job.run();
            status.end(State.SUCCEEDED, null);
        } catch (RuntimeException problem) {
            status.end(State.DEAD, problem);
        }
        ended.add(number);
        if (endedCount.get() >= KEPT || endedCount.incrementAndGet() > KEPT) {
            statuses.remove(ended.remove());
        }
    }

    @Nullable Status status(long number) {
        return statuses.get(number);
    }

    /** Waits for those that have begun. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            boolean unused = threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
