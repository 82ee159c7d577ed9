package dev.headroom.jobs.dbscheduler.chaos;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.headroom.jobs.JobContext;
import dev.headroom.jobs.JobTransactions;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/** A process that works until it is killed, or until whoever started it is gone. */
public final class ChaosWorker {

    static final String QUEUE = "chaos";
    static final JobType<Integer, Integer> WORK = JobType.of("work", Integer.class, Integer.class);
    static final Duration HEARTBEAT = Duration.ofSeconds(1);

    /** The first attempt never ends. */
    static final int STAYS = -1;

    private static final int THREADS = 8;
    private static final int ONE_IN_LONG = 20;

    private ChaosWorker() {}

    /**
     * Works.
     *
     * @param arguments URL, user and password of the database; one more for an engine with standard times
     * @throws IOException if the process that started it cannot be asked
     */
    public static void main(String[] arguments) throws IOException {
        DataSource dataSource = pool(arguments[0], arguments[1], arguments[2]);
        DbSchedulerEngine.Builder builder = DbSchedulerEngine.on(dataSource);
        DbSchedulerEngine engine = arguments.length > 3
                ? builder.build()
                : builder.heartbeat(HEARTBEAT)
                        .pollInterval(Duration.ofMillis(200))
                        .build();
        Worker worker = Worker.on(engine, new Numbers())
                .queue(QUEUE, THREADS)
                .transactions(JobTransactions.of(dataSource))
                .handle(
                        WORK,
                        (number, context) -> work(dataSource, number, context),
                        RetryRules.standard().attempts(1_000).backoff(Duration.ZERO, Duration.ZERO))
                .start();
        while (System.in.read() >= 0) {
            // Nobody writes; the end of the stream is the end of whoever started this.
        }
        worker.drain(Duration.ZERO);
        Runtime.getRuntime().halt(0);
    }

    /** A half-open connection is noticed by the socket's timeout only. */
    static DataSource pool(String url, String user, String password) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(THREADS + 8);
        config.setConnectionTimeout(5_000);
        config.addDataSourceProperty("socketTimeout", "4");
        config.addDataSourceProperty("connectTimeout", "4");
        config.setInitializationFailTimeout(60_000);
        // A server for tests forgets its last commits when it crashes. What was committed then, nobody would do again.
        config.setConnectionInitSql("set synchronous_commit = on");
        return new HikariDataSource(config);
    }

    private static Integer work(DataSource dataSource, Integer number, JobContext context) throws Exception {
        call(dataSource, context);
        if (number == STAYS && context.attempt() == 1) {
            LockSupport.parkNanos(Duration.ofHours(1).toNanos());
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        boolean takesLong = random.nextInt(ONE_IN_LONG) == 0;
        LockSupport.parkNanos(random.nextLong(takesLong ? 2_000_000_000L : 10_000_000L));
        context.inTransaction("effect", Integer.class, transaction -> {
            insert(transaction.connection(), "insert into effects values (?, ?)", number, context.idempotencyKey());
            if (number % 2 == 0) {
                transaction.complete(number);
            }
            return number;
        });
        // Those that die here have to remember what they have done.
        LockSupport.parkNanos(random.nextLong(takesLong ? 2_000_000_000L : 5_000_000L));
        return number;
    }

    /** What nobody can take back: it may happen again, with the same key. */
    private static void call(DataSource dataSource, JobContext context) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            insert(connection, "insert into calls values (?, ?)", context.attempt(), context.idempotencyKey());
        }
    }

    private static void insert(Connection connection, String sql, int number, String key) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            statement.setString(2, key);
            statement.executeUpdate();
        }
    }
}
