package dev.headroom.jobs.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Tasks on one thread. */
final class ThreadTasks implements RepeatedTasks {

    private final ScheduledExecutorService thread;

    ThreadTasks(String name) {
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread named = new Thread(task, name);
            named.setDaemon(true);
            return named;
        });
    }

    @Override
    public void every(Duration period, Runnable task) {
        long nanoseconds = period.toNanos();
        ScheduledFuture<?> unused = thread.scheduleWithFixedDelay(task, nanoseconds, nanoseconds, TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
