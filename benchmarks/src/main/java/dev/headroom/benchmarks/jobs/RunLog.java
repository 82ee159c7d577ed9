package dev.headroom.benchmarks.jobs;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A job's body that remembers which jobs ran, how often and when. */
final class RunLog implements JobBody {

    private static final long LOOK_NANOSECONDS = 500_000;

    private final long firstNumber;
    private final Runnable work;
    private final AtomicIntegerArray runs;
    private final AtomicLongArray starts;
    private final AtomicLong firstStart = new AtomicLong();
    private final AtomicInteger ran = new AtomicInteger();

    RunLog(Batch jobs, Runnable work) {
        this.firstNumber = jobs.first();
        this.work = work;
        this.runs = new AtomicIntegerArray(jobs.count());
        this.starts = new AtomicLongArray(jobs.count());
    }

    @Override
    public void run(long number) {
        long now = System.nanoTime();
        int index = Math.toIntExact(number - firstNumber);
        firstStart.compareAndSet(0, now);
        boolean first = runs.getAndIncrement(index) == 0;
        if (first) {
            starts.set(index, now);
        }
        work.run();
        if (first) {
            ran.incrementAndGet();
        }
    }

    /** How many jobs ran, however often. */
    int ran() {
        return ran.get();
    }

    /** When the first job began; 0 if none has. */
    long firstStart() {
        return firstStart.get();
    }

    /** When a job of the batch began first; 0 if it has not. */
    long start(int index) {
        return starts.get(index);
    }

    /** Whether each job ran once. */
    boolean eachOnce() {
        return mostRuns() == 1 && ran() == runs.length();
    }

    /** How often the job ran that ran most often. */
    int mostRuns() {
        int most = 0;
        for (int i = 0; i < runs.length(); i++) {
            most = Math.max(most, runs.get(i));
        }
        return most;
    }

    /** Waits until all jobs have run. */
    boolean awaitAll(Duration limit) {
        return await(() -> ran() == runs.length(), limit);
    }

    /** Waits until a job has begun. */
    boolean awaitFirst(Duration limit) {
        return await(() -> firstStart() != 0, limit);
    }

    /** Looks twice in a millisecond. */
    static boolean await(BooleanSupplier condition, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOSECONDS);
        }
        return true;
    }
}
