package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.InvalidJobException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Runs jobs through PostgreSQL, MariaDB or H2, to the workers of all processes that share the database. What is committed is run, at
 * least once; what goes through {@link dev.headroom.jobs.JobContext#inTransaction} exactly once, whatever dies.
 *
 * <pre>{@code
 * DbSchedulerEngine engine = DbSchedulerEngine.on(dataSource).limit("reports", 10_000).build();
 * }</pre>
 *
 * <p>The tables are those of {@link DbSchedulerSchema}. Each queue has a table of queue entries, which db-scheduler 16 claims; a claimed
 * queue entry's version is the attempt's fencing token. On PostgreSQL one statement claims queue entries by {@code FOR UPDATE SKIP LOCKED} and reads
 * their jobs, and one statement ends all attempts of a queue that end at about the same time; elsewhere an attempt has two statements to claim
 * and to read its job, and ends by a transaction of two. No transaction of the library's is open while a handler runs.
 *
 * <p>Workers send a heartbeat for each running job. If its process dies, the job runs again after six intervals at most, 24 seconds
 * by default. The attempt counts if no other job ran in the process. If others did, no attempt of them counts, and a job to which
 * that happens twice in a row runs alone: its engine claims no others until it is over. A process that only stood still for so long loses its jobs too: their handlers are interrupted, and what they
 * still write through their context is refused. Times are those of the database, which each process asks twice a minute.
 *
 * <p>Starts a thread, {@code headroom-jobs-store}, and for each subscribed queue as many as it runs jobs at once and three more; on
 * PostgreSQL twice as many and three more, half of them for attempts whose end is being stored. Safe for use by many threads.
 */
public final class DbSchedulerEngine implements JobEngine {

    private final StoreParts parts;
    private final Housekeeping housekeeping;
    private final DbSchedulerStore store;
    private final QueueSchedulers schedulers;
    private final EngineSettings settings;

    private DbSchedulerEngine(StoreParts parts, EngineSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.housekeeping = new Housekeeping(parts);
        this.store = new DbSchedulerStore(parts, housekeeping);
        this.schedulers = new QueueSchedulers(parts, settings);
        housekeeping.start(settings);
    }

    /**
     * Begins to define an engine.
     *
     * @param dataSource a pool; with or without auto-commit. It needs a connection for each job that runs and changes something, and
     *     two more for each queue
     * @return a builder
     */
    public static Builder on(DataSource dataSource) {
        return new Builder(Objects.requireNonNull(dataSource, "dataSource"));
    }

    /** What an engine is like. For one thread. */
    public static final class Builder {

        private static final DurationRange INTERVAL = new DurationRange(Duration.ofMillis(10), Duration.ofDays(1));

        private final DataSource dataSource;
        private final Map<String, Integer> limits = new HashMap<>();
        private Duration poll = Duration.ofSeconds(1);
        private Duration heartbeat = Duration.ofSeconds(4);
        private Duration search = Duration.ofSeconds(10);

        private Builder(DataSource dataSource) {
            this.dataSource = dataSource;
        }

        /**
         * Lets only so many jobs of a queue wait; more are refused by a {@link dev.headroom.jobs.model.QueueFullException}. A queue is counted once
         * a second, and again before a job is refused, so that processes that fill it together may go a little further. By default any number waits.
         *
         * @param queue its name
         * @param waiting how many, from 1; those that run do not count
         * @return this
         * @throws InvalidJobException if it is below 1, or no table can have the queue's name
         */
        public Builder limit(String queue, int waiting) {
            QueueTables.name(Objects.requireNonNull(queue, "queue")); // refuses names that no table can have
            if (waiting < 1) {
                throw new InvalidJobException("limit(\"" + queue + "\", " + waiting + "): a limit starts at 1.");
            }
            limits.put(queue, waiting);
            return this;
        }

        /**
         * How often workers look for jobs whose time has come, or which another process enqueued. What is enqueued in this process is found at
         * once.
         *
         * @param interval by default 1 second
         * @return this
         * @throws InvalidJobException if it is below 10 milliseconds or above 1 day
         */
        public Builder pollInterval(Duration interval) {
            poll = inRange("pollInterval", interval);
            return this;
        }

        /**
         * How often workers say of each job that it runs. Jobs of a process that died run again after four to six intervals.
         *
         * @param interval by default 4 seconds; the same in all processes
         * @return this
         * @throws InvalidJobException if it is below 10 milliseconds or above 1 day
         */
        public Builder heartbeat(Duration interval) {
            heartbeat = inRange("heartbeat", interval);
            return this;
        }

        /** How often some of the jobs are checked for lost queue entries. */
        Builder search(Duration interval) {
            search = inRange("search", interval);
            return this;
        }

        private static Duration inRange(String name, Duration interval) {
            return INTERVAL.require(name, interval);
        }

        /**
         * Makes the engine. Asks the database what it is, and for the time.
         *
         * @return an engine; close it at the end
         * @throws InvalidJobException if the database is of another kind, or a queue's name does not fit it
         * @throws dev.headroom.jobs.model.JobStoreException if the database fails, or the tables are missing
         */
        public DbSchedulerEngine build() {
            StoreConnections connections = connect();
            StoreClock clock = new StoreClock();
            StoreClocks.set(connections, clock);
            StoreParts parts = StoreParts.of(connections, clock, Map.copyOf(limits));
            require(parts, "headroom_jobs");
            limits.keySet().forEach(queue -> requireQueue(parts, queue));
            return new DbSchedulerEngine(parts, new EngineSettings(poll, heartbeat, search));
        }

        private StoreConnections connect() {
            try (Connection connection = dataSource.getConnection()) {
                Dialect dialect = Dialect.of(connection);
                boolean isolated = dialect != Dialect.MARIADB
                        && connection.getTransactionIsolation() > Connection.TRANSACTION_READ_COMMITTED;
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
                return new StoreConnections(dataSource, dialect, isolated);
            } catch (SQLException unreachable) {
                throw StoreFailures.unreachable("DbSchedulerEngine.build()", unreachable);
            }
        }
    }

    private static void require(StoreParts parts, String table) {
        parts.connections()
                .single(
                        "DbSchedulerEngine",
                        connection -> Sql.number(connection, "select count(*) from " + table + " where 1 = 0"));
    }

    private static void requireQueue(StoreParts parts, String queue) {
        parts.connections().single("DbSchedulerEngine", connection -> {
            parts.entries().require(connection, queue);
            return true;
        });
        require(parts, parts.entries().table(queue));
    }

    @Override
    public JobStore store() {
        return store;
    }

    /**
     * {@inheritDoc}
     *
     * @throws InvalidJobException if the queue's name does not fit a table, or another queue has the same
     * @throws dev.headroom.jobs.model.JobStoreException if the queue's table is missing
     */
    @Override
    public Subscription subscribe(QueueSpec queue, JobRunner runner) {
        requireQueue(parts, queue.name());
        QueueSubscription subscription = new QueueSubscription(queue, runner, store, new Host());
        housekeeping.add(subscription);
        subscription.start();
        return subscription;
    }

    /** Stops to look for jobs. Those that run go on, and end in the store. The data source stays open. */
    @Override
    public void close() {
        housekeeping.stop();
    }

    private final class Host implements QueueSubscription.Host {

        @Override
        public WorkerThreads threads(QueueSpec queue, Runnable look) {
            return schedulers.threads(queue, look);
        }

        @Override
        public ClaimBudget budget(QueueSpec queue, Runnable look) {
            return new ClaimBudget(queue.concurrency(), look);
        }

        @Override
        public Scheduler scheduler(QueueSpec queue, ClaimBudget budget, WorkerThreads threads, Task<Void> task) {
            return schedulers.scheduler(queue, budget, threads, task);
        }

        @Override
        public void release(Claim claim) {
            parts.claims().release(claim).ifPresent(held -> {
                parts.isolation().leave(held, housekeeping);
                held.key().ifPresent(key -> freed(claim.queue(), key));
            });
        }

        @Override
        public void freed(String queue, String key) {
            housekeeping.freed(queue, key);
        }

        @Override
        public void closed(QueueSubscription subscription) {
            housekeeping.remove(subscription);
        }

        @Override
        public Duration afterFailure() {
            return settings.heartbeat();
        }
    }
}
