package dev.headroom.jobs;

import dev.headroom.jobs.cron.CronSchedule;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Defines what a worker runs. For use by one thread. */
public final class WorkerBuilder {

    private final JobEngine engine;
    private final JobCodec codec;
    private final Map<String, WorkQueue> queues = new LinkedHashMap<>();
    private final Map<String, HandledType<?, ?>> types = new HashMap<>();
    private final Map<String, Map<Integer, UnaryOperator<String>>> upcasts = new HashMap<>();
    private final List<CronEnqueuer.CronJob> crons = new ArrayList<>();
    private JobTransactions transactions = none();
    private ContextPropagator propagator = ContextPropagator.none();
    private JobListener listener = JobListener.NONE;
    private RandomGenerator random = RandomGenerator.getDefault();

    WorkerBuilder(JobEngine engine, JobCodec codec) {
        this.engine = engine;
        this.codec = codec;
    }

    private static JobTransactions none() {
        return new JobTransactions() {
            @Override
            public <T> @Nullable T run(Work<T> work) {
                throw new InvalidJobException("inTransaction(…): this worker has no transactions; give it some by"
                        + " WorkerBuilder.transactions(JobTransactions.of(entityManagerFactory)).");
            }
        };
    }

    /**
     * Takes jobs from a queue.
     *
     * @param name of the queue
     * @param concurrency how many at once in this worker, from 1
     * @return this
     */
    public WorkerBuilder queue(String name, int concurrency) {
        return queue(WorkQueue.of(name, concurrency));
    }

    /**
     * Takes jobs from a queue.
     *
     * @param queue which one, and how fast
     * @return this
     */
    public WorkerBuilder queue(WorkQueue queue) {
        queues.put(queue.name(), queue);
        return this;
    }

    /**
     * Runs jobs of a type, and tries them again by the {@linkplain RetryRules#standard standard} rules.
     *
     * @param <P> what the jobs need
     * @param <R> what comes of them
     * @param type of the jobs
     * @param handler runs them
     * @return this
     */
    public <P, R> WorkerBuilder handle(JobType<P, R> type, JobHandler<P, R> handler) {
        return handle(type, handler, RetryRules.standard());
    }

    /**
     * Runs jobs of a type.
     *
     * @param <P> what the jobs need
     * @param <R> what comes of them
     * @param type of the jobs
     * @param handler runs them
     * @param rules say when a failed attempt is followed by another one
     * @return this
     * @throws InvalidJobException if the type has a handler
     */
    public <P, R> WorkerBuilder handle(JobType<P, R> type, JobHandler<P, R> handler, RetryRules rules) {
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(rules, "rules");
        Map<Integer, UnaryOperator<String>> ofType = upcasts.computeIfAbsent(type.name(), name -> new HashMap<>());
        HandledType<P, R> handled = new HandledType<>(type, handler, rules, ofType);
        if (types.putIfAbsent(type.name(), handled) != null) {
            throw new InvalidJobException("handle(" + type.name() + ", …): this worker has a handler for that type.");
        }
        return this;
    }

    /**
     * Makes payloads of an older version readable: text of {@code version} becomes text of the next one. Upcasts follow each other up to
     * the version of the handler's type.
     *
     * @param type name of the type
     * @param version that it reads
     * @param upcast makes text of {@code version + 1}
     * @return this
     */
    public WorkerBuilder upcast(String type, int version, UnaryOperator<String> upcast) {
        Objects.requireNonNull(upcast, "upcast");
        upcasts.computeIfAbsent(type, name -> new HashMap<>()).put(version, upcast);
        return this;
    }

    /**
     * Enqueues a job at the times of a cron schedule, once for all workers that have the same schedule.
     *
     * @param <P> what the job needs
     * @param schedule when, and how
     * @param type of the jobs
     * @param payload makes what a job needs, when it is enqueued
     * @return this
     * @throws InvalidJobException if this worker has a schedule of that name, with which it would share its times
     */
    public <P> WorkerBuilder cron(CronSchedule schedule, JobType<P, ?> type, Supplier<? extends P> payload) {
        if (crons.stream().anyMatch(other -> other.schedule().name().equals(schedule.name()))) {
            throw new InvalidJobException(
                    "cron(" + schedule.name() + ", …): this worker has a schedule of that name, and of two"
                            + " only one would enqueue its job; give it another name.");
        }
        crons.add(new CronEnqueuer.CronJob(schedule, type, payload::get));
        return this;
    }

    /**
     * Gives handlers transactions, for {@link JobContext#inTransaction}.
     *
     * @param newTransactions of the same database as the engine's, if it has one
     * @return this
     */
    public WorkerBuilder transactions(JobTransactions newTransactions) {
        transactions = Objects.requireNonNull(newTransactions, "newTransactions");
        return this;
    }

    /**
     * Restores the context of the code that enqueued a job around its handler. By default nothing is restored.
     *
     * @param newPropagator the same as that of the {@link Jobs}
     * @return this
     */
    public WorkerBuilder propagate(ContextPropagator newPropagator) {
        propagator = Objects.requireNonNull(newPropagator, "newPropagator");
        return this;
    }

    /**
     * Registers a listener, for metrics and logs. By default there is none.
     *
     * @param newListener hears of attempts
     * @return this
     */
    public WorkerBuilder listener(JobListener newListener) {
        listener = Objects.requireNonNull(newListener, "newListener");
        return this;
    }

    /**
     * Sets the source of random delays between attempts. By default it is the one of the JDK.
     *
     * @param newRandom safe for use by many threads
     * @return this
     */
    public WorkerBuilder random(RandomGenerator newRandom) {
        random = Objects.requireNonNull(newRandom, "newRandom");
        return this;
    }

    /**
     * Starts the worker.
     *
     * @return a worker that takes jobs
     * @throws InvalidJobException if it has no queue, or an upcast for a type without handler
     * @throws dev.headroom.jobs.model.JobStoreException if the engine cannot reach its store, or has no table for a queue
     */
    public Worker start() {
        if (queues.isEmpty()) {
            throw new InvalidJobException(
                    "Worker.start(): name the queues to take jobs from, by queue(name, concurrency).");
        }
        upcasts.keySet().forEach(type -> {
            if (!types.containsKey(type)) {
                throw new InvalidJobException("upcast(\"" + type + "\", …): there is no handler for that type.");
            }
        });
        WorkerSettings settings = new WorkerSettings(
                engine.store(),
                codec,
                Map.copyOf(types),
                transactions,
                new WorkerSettings.Surroundings(propagator, listener, random));
        int most = queues.values().stream().mapToInt(WorkQueue::concurrency).sum();
        Worker worker = new Worker(engine, settings, new CronEnqueuer(settings, List.copyOf(crons)), most);
        worker.start(List.copyOf(queues.values()));
        return worker;
    }
}
