package dev.headroom.jobs;

import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.RepeatedTasks;
import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs. Handlers run on the engine's threads; a worker has two threads of its own, {@code headroom-jobs-watch}. One looks once a second
 * for cancelled, late and lost attempts and for cron schedules; the other deletes ended jobs whose retention has passed, every 10 seconds.
 *
 * <pre>{@code
 * Worker worker = Worker.on(engine, codec)
 *     .queue("reports", 2)
 *     .handle(REPORT, (request, context) -> write(request, context))
 *     .start();
 * }</pre>
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration PRUNE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** For attempts that were told to stop. */
    private static final Duration LAST_GRACE = Duration.ofSeconds(5);

    private final JobEngine engine;
    private final WorkerSettings settings;
    private final CronEnqueuer crons;
    private final RunningAttempts running;
    private final Map<String, JobEngine.Subscription> subscriptions = new HashMap<>();
    private final RepeatedTasks watch;

    /** However many jobs are to be deleted, running ones are looked after. */
    private final RepeatedTasks pruning;

    /**
     * @param most attempts at once
     */
    Worker(JobEngine engine, WorkerSettings settings, CronEnqueuer crons, int most) {
        this.engine = engine;
        this.settings = settings;
        this.crons = crons;
        this.running = new RunningAttempts(settings.store(), most);
        this.watch = engine.repeatedTasks();
        this.pruning = engine.repeatedTasks();
    }

    /**
     * Begins to define a worker.
     *
     * @param engine that carries the jobs
     * @param codec the same as that of the {@link Jobs}
     * @return a builder; finish it with {@link WorkerBuilder#start}
     */
    public static WorkerBuilder on(JobEngine engine, JobCodec codec) {
        return new WorkerBuilder(Objects.requireNonNull(engine, "engine"), Objects.requireNonNull(codec, "codec"));
    }

    void start(List<WorkQueue> queues) {
        AttemptRunner runner = new AttemptRunner(settings, running);
        try {
            queues.forEach(queue -> subscribe(queue, runner));
        } catch (RuntimeException failure) {
            close(); // nobody else could
            throw failure;
        }
        watch.every(LOOK, running::look, running::due);
        watch.every(LOOK, crons::look, crons::due);
        pruning.every(PRUNE, this::prune);
        LOG.info("Worker runs {} from {}.", settings.types().keySet(), queues);
    }

    private void subscribe(WorkQueue queue, AttemptRunner runner) {
        QueueSpec spec = new QueueSpec(queue.name(), queue.concurrency());
        subscriptions.put(queue.name(), engine.subscribe(spec, RatedRunner.of(queue, runner)));
    }

    private void prune() {
        try {
            settings.store().prune(Integer.MAX_VALUE);
        } catch (RuntimeException unreachable) {
            LOG.warn(
                    "Ended jobs could not be deleted; it is tried again: {}",
                    unreachable.getClass().getName());
        }
    }

    /**
     * Takes no more jobs from a queue. Those that run go on.
     *
     * @param queue its name
     * @throws InvalidJobException if this worker does not take jobs from it
     */
    public void pause(String queue) {
        subscription("pause", queue).pause();
    }

    /**
     * Takes jobs from a queue again.
     *
     * @param queue its name
     * @throws InvalidJobException if this worker does not take jobs from it
     */
    public void resume(String queue) {
        subscription("resume", queue).resume();
    }

    private JobEngine.Subscription subscription(String call, String queue) {
        JobEngine.Subscription subscription = subscriptions.get(queue);
        if (subscription == null) {
            throw new InvalidJobException(
                    call + "(\"" + queue + "\"): this worker takes jobs from " + subscriptions.keySet() + ".");
        }
        return subscription;
    }

    /**
     * How many attempts run in this worker.
     *
     * @return a number
     */
    public int running() {
        return running.size();
    }

    /**
     * Shuts the worker down: it takes no more jobs, and waits for those that run. Those that take longer than the grace are told to stop
     * ({@link JobContext#checkpoint} throws, their threads are interrupted) and have 5 more seconds; their jobs run again at once
     * elsewhere, and the attempts do not count. Repeatable; the engine stays open.
     *
     * @param grace for attempts that run; 0 for none, at most 100 years
     * @return how it went
     * @throws InvalidJobException if the grace is out of range; the worker goes on then
     */
    public DrainReport drain(Duration grace) {
        DurationRange.FROM_ZERO.require("drain", grace);
        subscriptions.values().forEach(JobEngine.Subscription::pause);
        running.close();
        int stopped = 0;
        try {
            if (!running.awaitNone(grace)) {
                stopped = running.size();
                running.stopAll(JobStoppedException.Reason.SHUTDOWN);
                running.awaitNone(LAST_GRACE);
            }
        } catch (InterruptedException interrupted) {
            running.stopAll(JobStoppedException.Reason.SHUTDOWN);
            Thread.currentThread().interrupt();
        }
        subscriptions.values().forEach(JobEngine.Subscription::close);
        watch.close();
        pruning.close();
        int left = running.size();
        LOG.info("Worker ended; {} attempts were told to stop, {} did not.", stopped, left);
        return new DrainReport(left == 0, stopped, left);
    }

    /** Drains with a grace of 30 seconds. */
    @Override
    public void close() {
        drain(GRACE);
    }
}
