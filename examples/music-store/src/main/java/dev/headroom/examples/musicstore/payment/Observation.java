package dev.headroom.examples.musicstore.payment;

import dev.headroom.examples.musicstore.payment.PaymentMeasurement.Held;
import dev.headroom.examples.musicstore.pool.LongRuns;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Samples what is held, and reads from the pool of the payments as another request of the same application would. */
final class Observation implements AutoCloseable {

    private static final int INTERVAL_MILLISECONDS = 20;
    private static final int PATIENCE_SECONDS = 60;

    /** Each transaction that locks rows has such a lock of the table too; the database lists no locks of rows. */
    private static final String LOCKING = "select count(distinct pid) from pg_locks where granted"
            + " and relation = 'payment'::regclass and mode in ('RowShareLock', 'RowExclusiveLock')";

    private final LongRuns pool;
    private final SingleConnectionDataSource apart;
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);
    private final ScheduledFuture<?> sampling;
    private final ScheduledFuture<?> reading;
    private final HeldSamples connections = new HeldSamples();
    private final HeldSamples locks = new HeldSamples();
    private Duration longestRead = Duration.ZERO;

    Observation(LongRuns pool, SingleConnectionDataSource apart) {
        this.pool = pool;
        this.apart = apart;
        this.sampling = repeat(this::sample);
        this.reading = repeat(this::read);
    }

    private ScheduledFuture<?> repeat(Runnable look) {
        return threads.scheduleWithFixedDelay(look, 0, INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    int connections() {
        return pool.held();
    }

    int locks() {
        return JdbcClient.create(apart).sql(LOCKING).query(Integer.class).single();
    }

    private void sample() {
        connections.add(connections());
        locks.add(locks());
    }

    private void read() {
        long start = System.nanoTime();
        JdbcClient.create(pool.dataSource())
                .sql("select count(*) from genre")
                .query(Integer.class)
                .single();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        longestRead = took.compareTo(longestRead) > 0 ? took : longestRead;
    }

    /** Ends, when the last read has got its connection. */
    void end() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("A read of the store took more than " + PATIENCE_SECONDS + " s.");
        }
        if (!sampling.isCancelled() || !reading.isCancelled()) {
            throw new IllegalStateException("The database could not be observed.");
        }
    }

    Held connectionsHeld(Duration time, int payments) {
        return connections.over(time, payments);
    }

    Held locksHeld(Duration time, int payments) {
        return locks.over(time, payments);
    }

    Duration longestRead() {
        return longestRead;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        apart.destroy();
    }
}
