package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.InvalidJobException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs jobs within this process, and keeps them in its memory. Needs nothing else, and gives the same promises as other engines as long
 * as the process lives. When it ends, however it ends, all of its jobs, their results and the memory of their steps are gone: what must not
 * be lost belongs to an engine with a store.
 *
 * <pre>{@code
 * InProcessEngine engine = InProcessEngine.builder().limit("reports", 1_000).build();
 * }</pre>
 *
 * <p>Starts one thread for timers, {@code headroom-jobs-timer}, and the threads of each queue, {@code headroom-jobs-reports-1} and so on. Jobs are
 * kept as the objects that they are: payloads should be immutable. Safe for use by many threads.
 */
public final class InProcessEngine implements JobEngine {

    private final MemoryStore store;
    private final ScheduledThreadPoolExecutor timer;

    private InProcessEngine(Builder builder) {
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "headroom-jobs-timer");
            thread.setDaemon(true);
            return thread;
        });
        this.store = new MemoryStore(
                this::later,
                new MemorySettings(builder.clock, Map.copyOf(builder.limits), builder.keep, builder.afterCommit));
    }

    /** What is due later than in a century, no process lives to see. */
    private void later(Duration delay, Runnable task) {
        Duration most = DurationRange.FROM_ZERO.most();
        long nanoseconds = (delay.compareTo(most) < 0 ? delay : most).toNanos();
        ScheduledFuture<?> unused = timer.schedule(task, nanoseconds, TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to define an engine.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** What an engine is like. For one thread. */
    public static final class Builder {

        private final Map<String, Integer> limits = new HashMap<>();
        private int keep = 10_000;
        private Clock clock = Clock.systemUTC();
        private @Nullable Consumer<Runnable> afterCommit;

        private Builder() {}

        /**
         * Lets only so many jobs of a queue wait; more are refused by a {@link dev.headroom.jobs.model.QueueFullException}. By default any number
         * waits, as long as there is memory.
         *
         * @param queue its name
         * @param waiting how many, from 1; those that run do not count
         * @return this
         * @throws InvalidJobException if it is below 1
         */
        public Builder limit(String queue, int waiting) {
            if (waiting < 1) {
                throw new InvalidJobException("limit(\"" + queue + "\", " + waiting + "): a limit starts at 1.");
            }
            limits.put(queue, waiting);
            return this;
        }

        /**
         * Keeps at most so many ended jobs, whatever their retention is; the oldest are forgotten. By default 10,000.
         *
         * @param ended how many, from 1
         * @return this
         * @throws InvalidJobException if it is below 1
         */
        public Builder keep(int ended) {
            if (ended < 1) {
                throw new InvalidJobException("keep(" + ended + "): it starts at 1.");
            }
            keep = ended;
            return this;
        }

        /**
         * Says how something is done after the current transaction is committed, and not if it is rolled back, for {@code jobs.in(…)}. With
         * Spring, register a {@code TransactionSynchronization} whose {@code afterCommit} runs it. Whether a job is wanted is decided
         * before the commit; if another that is the same by {@link dev.headroom.jobs.model.JobOptions#uniqueBy} has come until then, the
         * id that was given names that other job.
         *
         * <p>A savepoint that is rolled back takes its jobs with it only if the runner notices: with Spring, {@code savepoint} and
         * {@code savepointRollback} of the synchronization say so, as the guide shows. Savepoints that you set on connections are not
         * seen.
         *
         * @param runner gets what is to be done, and does it if neither the transaction nor a savepoint of it is rolled back
         * @return this
         */
        public Builder afterCommit(Consumer<Runnable> runner) {
            afterCommit = Objects.requireNonNull(runner, "runner");
            return this;
        }

        /**
         * Takes times from a clock.
         *
         * @param newClock by default the system's
         * @return this
         */
        public Builder clock(Clock newClock) {
            clock = Objects.requireNonNull(newClock, "newClock");
            return this;
        }

        /**
         * Makes the engine.
         *
         * @return an engine; close it at the end
         */
        public InProcessEngine build() {
            return new InProcessEngine(this);
        }
    }

    @Override
    public JobStore store() {
        return store;
    }

    @Override
    public Subscription subscribe(QueueSpec spec, JobRunner runner) {
        QueueThreads threads = new QueueThreads(spec, store.queues().of(spec.name()), job -> run(job, runner));
        threads.start();
        return threads;
    }

    private void run(MemoryJob job, JobRunner runner) {
        Claim claim = store.claim(job);
        if (claim == null) {
            return;
        }
        try {
            runner.run(claim);
        } finally {
            // If it has not ended by now, nobody will end it.
            if (job.isOwnedBy(claim)) {
                Ending crashed = runner.crashed(job.stored());
                store.end(claim, crashed, StoreTransaction.own());
            }
        }
    }

    /** Forgets all jobs. Threads end when their jobs have ended. */
    @Override
    public void close() {
        timer.shutdownNow();
        store.queues().close();
    }
}
