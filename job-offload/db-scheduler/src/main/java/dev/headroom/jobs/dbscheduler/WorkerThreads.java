package dev.headroom.jobs.dbscheduler;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The threads that run the jobs of a queue. */
final class WorkerThreads extends ThreadPoolExecutor {

    private final AtomicBoolean missed = new AtomicBoolean();
    private final Runnable look;

    private WorkerThreads(ThreadFactory factory, int threads, Room room, Runnable look) {
        super(threads, threads, 0, TimeUnit.SECONDS, room.queue(), factory, room.whenFull());
        this.look = look;
    }

    /** For what waits for a thread. */
    private record Room(BlockingQueue<Runnable> queue, RejectedExecutionHandler whenFull) {}

    /**
     * Threads for queue entries that were claimed, of which there are never more than threads.
     *
     * @param look looks for work
     */
    static WorkerThreads forClaims(String queue, int threads, Runnable look) {
        return new WorkerThreads(
                named("headroom-jobs-" + queue, false),
                threads,
                new Room(new LinkedBlockingQueue<>(), new AbortPolicy()),
                look);
    }

    /**
     * Threads for queue entries that are claimed when a thread is there. Those that db-scheduler found before are of no use to it any more when
     * it has looked again: they make room.
     *
     * @param look looks for work
     */
    static WorkerThreads forCandidates(String queue, int threads, Runnable look) {
        Room room = new Room(new LinkedBlockingQueue<>(threads), new DiscardOldestPolicy());
        return new WorkerThreads(named("headroom-jobs-" + queue, false), threads, room, look);
    }

    static ThreadFactory named(String name, boolean daemon) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    /** There may be work. If all threads are busy, the next one that is not looks for it. To be called before anybody else looks. */
    void expect() {
        if (getActiveCount() == getMaximumPoolSize()) {
            missed.set(true);
        }
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        super.afterExecute(task, failure);
        if (missed.getAndSet(false)) {
            look.run();
        }
    }
}
