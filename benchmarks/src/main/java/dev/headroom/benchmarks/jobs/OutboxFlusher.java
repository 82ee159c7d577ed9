package dev.headroom.benchmarks.jobs;

import com.gruelbox.transactionoutbox.TransactionOutbox;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Threads for calls, and one that flushes once a second, as the documentation of transaction-outbox asks for. */
final class OutboxFlusher implements AutoCloseable {

    private final ExecutorService threads = Executors.newFixedThreadPool(JobWorkers.THREADS);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private volatile boolean open = true;

    Executor threads() {
        return threads;
    }

    void start(TransactionOutbox outbox) {
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(() -> flushAll(outbox), 0, 1, TimeUnit.SECONDS);
    }

    private void flushAll(TransactionOutbox outbox) {
        boolean more = true;
        while (open && more) {
            more = outbox.flush();
        }
    }

    /** Calls that wait for a thread are left in the table. */
    @Override
    public void close() {
        open = false;
        timer.shutdown();
        Threads.await(timer);
        threads.shutdownNow();
        Threads.await(threads);
    }
}
