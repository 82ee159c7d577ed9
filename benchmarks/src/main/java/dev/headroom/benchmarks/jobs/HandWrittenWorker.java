package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.jobs.HandWrittenSql.Claimed;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Claims forty jobs at a time, hands them to ten threads, and looks again when it is woken, or after a second. */
final class HandWrittenWorker implements AutoCloseable {

    private static final int CLAIM = 40;

    private final HandWrittenSql sql;
    private final JobBody body;
    private final Endings endings;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            JobWorkers.THREADS, JobWorkers.THREADS, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    private final Semaphore wake = new Semaphore(0);
    private final Thread claimer = new Thread(this::claimAll, "floor-claimer");
    private volatile boolean open = true;
    private volatile boolean more;

    /** How jobs end. */
    interface Endings extends AutoCloseable {

        void end(Claimed claimed) throws SQLException;

        /** Waits until those that were ended are. */
        @Override
        default void close() {}
    }

    HandWrittenWorker(HandWrittenSql sql, JobBody body, Endings endings) {
        this.sql = sql;
        this.body = body;
        this.endings = endings;
        claimer.start();
    }

    /** There may be jobs. */
    void wake() {
        wake.release();
    }

    private void claimAll() {
        try {
            while (open) {
                boolean room = threads.getQueue().size() < JobWorkers.THREADS;
                List<Claimed> claimed = room ? sql.claim(CLAIM) : List.of();
                more = !room || claimed.size() == CLAIM;
                claimed.forEach(job -> threads.execute(() -> run(job)));
                if (claimed.size() < CLAIM) {
                    boolean unused = wake.tryAcquire(1, TimeUnit.SECONDS);
                    wake.drainPermits();
                }
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException("The claimer ended.", e);
        }
    }

    private void run(Claimed job) {
        body.run(WorkItem.parse(job.payload()).number());
        try {
            endings.end(job);
        } catch (SQLException e) {
            throw new IllegalStateException("A job could not be ended.", e);
        }
        if (more && threads.getQueue().size() < JobWorkers.THREADS) {
            wake.release();
        }
    }

    /** Runs what it has claimed. */
    @Override
    public void close() {
        open = false;
        wake.release();
        Threads.await(claimer);
        threads.shutdown();
        Threads.await(threads);
        endings.close();
    }
}
