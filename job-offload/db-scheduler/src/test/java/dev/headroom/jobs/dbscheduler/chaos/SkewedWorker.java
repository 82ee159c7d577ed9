package dev.headroom.jobs.dbscheduler.chaos;

import dev.headroom.jobs.JobContext;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import dev.headroom.jobs.model.JobOptions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A process that writes down when it works, by the clock of the database. */
public final class SkewedWorker {

    static final String QUEUE = "skewed";
    static final JobType<Integer, Integer> WORK = JobType.of("work", Integer.class, Integer.class);
    static final Duration HEARTBEAT = Duration.ofSeconds(1);
    static final int THREADS = 4;

    /** It takes longer than a worker may be silent. */
    static final int LONG = 1;

    /** It enqueues another for later. */
    static final int ENQUEUES = 2;

    /** It fails first. */
    static final int FAILS = 3;

    static final Duration LATER = Duration.ofSeconds(2);

    private SkewedWorker() {}

    /**
     * Works.
     *
     * @param arguments URL, user and password of the database
     * @throws IOException if the process that started it cannot be asked
     * @throws SQLException if the database fails
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        DataSource dataSource = ChaosWorker.pool(arguments[0], arguments[1], arguments[2]);
        DbSchedulerEngine engine = DbSchedulerEngine.on(dataSource)
                .heartbeat(HEARTBEAT)
                .pollInterval(Duration.ofMillis(200))
                .build();
        Jobs jobs = Jobs.on(engine, new Numbers());
        Worker worker = Worker.on(engine, new Numbers())
                .queue(QUEUE, THREADS)
                .handle(
                        WORK,
                        (number, context) -> work(dataSource, jobs, number, context),
                        RetryRules.standard().backoff(LATER, LATER))
                .start();
        write(dataSource, "insert into clocks values (?)", Instant.now().toEpochMilli());
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the end of whoever started this.
        }
        worker.drain(Duration.ZERO);
        Runtime.getRuntime().halt(0);
    }

    private static Integer work(DataSource dataSource, Jobs jobs, Integer what, JobContext context)
            throws SQLException {
        write(dataSource, "insert into runs (job) values (?)", context.id().toString());
        if (what == LONG) {
            LockSupport.parkNanos(HEARTBEAT.multipliedBy(9).toNanos());
        } else if (what == ENQUEUES) {
            jobs.enqueue(WORK, 0, JobOptions.queue(QUEUE).delay(LATER));
        } else if (what == FAILS && context.attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
        return what;
    }

    private static void write(DataSource dataSource, String sql, Object value) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, value);
            statement.executeUpdate();
        }
    }
}
