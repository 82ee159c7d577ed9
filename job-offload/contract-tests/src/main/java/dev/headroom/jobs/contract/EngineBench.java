package dev.headroom.jobs.contract;

import dev.headroom.jobs.JobTransactions;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.RetryRules;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.WorkerBuilder;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** An engine of an empty store, and workers that end with the test. */
public final class EngineBench implements AutoCloseable {

    /** Long enough for a slow machine. */
    public static final Duration LONG = Duration.ofSeconds(30);

    /** Jobs of texts, whose result is a text. */
    public static final JobType<String, String> TEXT = JobType.of("text", String.class, String.class);

    /** Another attempt at once. */
    public static final RetryRules AT_ONCE = RetryRules.standard().backoff(Duration.ZERO, Duration.ZERO);

    private final JobEngine engine;
    private final JobEngine other;
    private final DataSource dataSource;
    private final Jobs jobs;
    private final List<Worker> workers = new ArrayList<>();

    /**
     * A bench.
     *
     * @param engine of an empty store, that lets 5 jobs of the queue {@code narrow} wait
     * @param other of the same store, as in another process; the same if there can be no other
     * @param dataSource with a table {@code effects (name varchar(100))}; for engines with tables their own
     */
    public EngineBench(JobEngine engine, JobEngine other, DataSource dataSource) {
        this.engine = engine;
        this.other = other;
        this.dataSource = dataSource;
        this.jobs = Jobs.on(engine, TestCodec.INSTANCE);
    }

    /**
     * Who enqueues.
     *
     * @return always the same
     */
    public Jobs jobs() {
        return jobs;
    }

    /**
     * Under test.
     *
     * @return the engine
     */
    public JobEngine engine() {
        return engine;
    }

    /**
     * Under test.
     *
     * @return the other process's engine
     */
    public JobEngine other() {
        return other;
    }

    /**
     * Of the application.
     *
     * @return the engine's own, if it has tables
     */
    public DataSource dataSource() {
        return dataSource;
    }

    /**
     * Starts a worker of the default queue.
     *
     * @param concurrency how many at once
     * @param handlers adds them
     * @return a worker that is closed with the bench
     */
    public Worker worker(int concurrency, Function<WorkerBuilder, WorkerBuilder> handlers) {
        return worker(engine, concurrency, handlers);
    }

    /**
     * Starts a worker of the default queue.
     *
     * @param of which engine
     * @param concurrency how many at once
     * @param handlers adds them
     * @return a worker that is closed with the bench
     */
    public Worker worker(JobEngine of, int concurrency, Function<WorkerBuilder, WorkerBuilder> handlers) {
        WorkerBuilder builder = Worker.on(of, TestCodec.INSTANCE)
                .queue(JobOptions.DEFAULT_QUEUE, concurrency)
                .transactions(JobTransactions.of(dataSource));
        Worker worker = handlers.apply(builder).start();
        workers.add(worker);
        return worker;
    }

    /**
     * Enqueues a text.
     *
     * @param text its payload
     * @return its id
     */
    public JobId enqueue(String text) {
        return jobs.enqueue(TEXT, text).id();
    }

    /**
     * Enqueues a text.
     *
     * @param text its payload
     * @param options how
     * @return its id
     */
    public JobId enqueue(String text, JobOptions options) {
        return jobs.enqueue(TEXT, text, options).id();
    }

    /**
     * Waits until a job has ended.
     *
     * @param id which one
     * @return what is known of it then
     */
    public JobStatus end(JobId id) {
        try {
            JobStatus status = jobs.await(id, LONG).orElseThrow();
            if (!status.isEnd()) {
                throw new AssertionError("It has not ended: " + status);
            }
            return status;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /**
     * What is known of a job.
     *
     * @param id which one
     * @return its status
     */
    public JobStatus status(JobId id) {
        return jobs.status(id).orElseThrow();
    }

    /**
     * Does something to the application's table.
     *
     * @param connection of a transaction
     * @param name of the effect
     */
    public static void effect(Connection connection, String name) {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into effects (name) values ('" + name + "')");
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /**
     * What was done to the application's table.
     *
     * @return names
     */
    public List<String> effects() {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select name from effects")) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** Ends the workers and the engines. */
    @Override
    public void close() {
        workers.forEach(worker -> worker.drain(Duration.ZERO));
        other.close();
        engine.close();
    }
}
