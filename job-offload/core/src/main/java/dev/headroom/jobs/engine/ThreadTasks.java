package dev.headroom.jobs.engine;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks on one thread. */
final class ThreadTasks implements RepeatedTasks {

    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTasks.class);

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
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(() -> run(task), nanoseconds, nanoseconds, TimeUnit.NANOSECONDS);
    }

    /** A task that throws would never be called again. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failure) { // an Error of whatever it calls
            LOG.error("What a worker does again and again failed; it is tried again.", failure);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
