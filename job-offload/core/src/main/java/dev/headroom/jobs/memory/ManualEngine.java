package dev.headroom.jobs.memory;

import dev.headroom.jobs.InvalidJobException;
import dev.headroom.jobs.JobId;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.JobLedger;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.RepeatedTasks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Carries jobs when a test says so, on the test's thread and by a clock that the test turns. Nothing happens by itself, so that tests of an
 * application need not wait. For one thread.
 *
 * <pre>
 * ManualEngine engine = ManualEngine.manual();
 * Worker worker = Worker.on(engine, codec).queue("default", 1).handle(REPORT, handler).start();
 * JobId id = Jobs.on(engine, codec).enqueue(REPORT, request).id();
 * engine.runNext();
 * </pre>
 */
public final class ManualEngine implements JobEngine {

    /** When an engine notices that a ticket is lost. */
    private static final Duration REISSUE = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final boolean inline;
    private final Map<String, MemoryQueue> queues = new TreeMap<>();
    private final Map<String, ManualSubscription> subscriptions = new TreeMap<>();
    private final MemoryLedger ledger = new MemoryLedger(
            new Carrier(), new MemoryLedger.MemorySettings(time, Map.of(), Integer.MAX_VALUE, Runnable::run));

    /** Whether what a worker says at the end of an attempt is not heard. */
    private boolean dying;

    private boolean running;

    private ManualEngine(boolean inline) {
        this.inline = inline;
    }

    /**
     * Runs jobs when {@link #runNext} or {@link #runAll} is called.
     *
     * @return an engine
     */
    public static ManualEngine manual() {
        return new ManualEngine(false);
    }

    /**
     * Runs each job when it is enqueued, before {@code enqueue} returns.
     *
     * @return an engine
     */
    public static ManualEngine inline() {
        return new ManualEngine(true);
    }

    /**
     * Runs the next job that may run, of the queues that a worker takes jobs from.
     *
     * @return its id; empty if there is none
     */
    public Optional<JobId> runNext() {
        for (ManualSubscription subscription : List.copyOf(subscriptions.values())) {
            MemoryJob job =
                    subscription.paused ? null : queue(subscription.spec.name()).poll();
            while (job != null) {
                if (run(job, subscription.runner)) {
                    return Optional.of(job.id());
                }
                job = queue(subscription.spec.name()).poll();
            }
        }
        return Optional.empty();
    }

    /** Returns false if the ticket is for nothing. */
    private boolean run(MemoryJob job, JobRunner runner) {
        Claim claim = ledger.claim(job);
        if (claim == null) {
            queue(job.options().queue()).release(job);
            return false;
        }
        runner.run(claim);
        if (job.isOwnedBy(claim)) {
            dying = false;
            ledger.end(claim, runner.crashed(job.stored()), null);
        }
        return true;
    }

    /**
     * Runs all jobs that may run, and those that these enqueue.
     *
     * @return how many attempts there were
     */
    public int runAll() {
        int attempts = 0;
        while (runNext().isPresent()) {
            attempts++;
        }
        return attempts;
    }

    /**
     * Turns the clock: delayed jobs may run, time tables enqueue theirs, lost tickets are issued again after 30 seconds. Runs no jobs, unless
     * the engine is inline.
     *
     * @param duration from 0
     */
    public void advance(Duration duration) {
        time.advance(duration);
    }

    /**
     * Runs the next job, and lets its worker's process die when the handler has done all of its work, before the end is stored: the job runs
     * again, or ends as its retry rules say.
     *
     * @return its id; empty if there is none
     */
    public Optional<JobId> crashWorker() {
        running = true;
        dying = true;
        try {
            return runNext();
        } finally {
            dying = false;
            running = false;
        }
    }

    /**
     * Loses the ticket of a job, as a broker may. It is issued again after 30 seconds.
     *
     * @param id of a job that may run
     * @throws InvalidJobException if it has no ticket
     */
    public void loseTicket(JobId id) {
        MemoryJob job = ledger.job(id);
        if (job == null || !queue(job.options().queue()).remove(job)) {
            throw new InvalidJobException("loseTicket(" + id + "): that job has no ticket; enqueue it first.");
        }
        queue(job.options().queue()).release(job);
        time.at(REISSUE, () -> queue(job.options().queue()).add(job));
    }

    /**
     * Gives a job another ticket, as a broker may.
     *
     * @param id of a job, in any state
     * @throws InvalidJobException if there is no such job
     */
    public void duplicateTicket(JobId id) {
        MemoryJob job = ledger.job(id);
        if (job == null) {
            throw new InvalidJobException("duplicateTicket(" + id + "): there is no such job; enqueue it first.");
        }
        queue(job.options().queue()).add(job);
    }

    /**
     * The time.
     *
     * @return by the clock that {@link #advance} turns; it starts with 2026
     */
    public Instant now() {
        return time.instant();
    }

    @Override
    public JobLedger ledger() {
        return ledger;
    }

    @Override
    public Subscription subscribe(QueueSpec spec, JobRunner runner) {
        ManualSubscription subscription = new ManualSubscription(spec, runner);
        subscriptions.put(spec.name(), subscription);
        return subscription;
    }

    @Override
    public RepeatedTasks repeatedTasks() {
        return new ManualTasks();
    }

    /** Forgets all jobs. */
    @Override
    public void close() {
        queues.clear();
        subscriptions.clear();
    }

    private MemoryQueue queue(String name) {
        return queues.computeIfAbsent(name, absent -> new MemoryQueue());
    }

    private void runInline() {
        if (inline && !running) {
            running = true; // what a job enqueues is run by the one who runs the job
            try {
                runAll();
            } finally {
                running = false;
            }
        }
    }

    private final class Carrier implements MemoryCarrier {

        @Override
        public void ready(MemoryJob job) {
            queue(job.options().queue()).add(job);
            runInline();
        }

        @Override
        public void released(MemoryJob job) {
            queue(job.options().queue()).release(job);
        }

        @Override
        public boolean reaches(Claim claim) {
            return !dying;
        }

        @Override
        public void later(Duration delay, Runnable task) {
            time.at(delay, task);
        }
    }

    /** Of a worker. */
    private final class ManualSubscription implements Subscription {

        private final QueueSpec spec;
        private final JobRunner runner;
        private boolean paused;

        ManualSubscription(QueueSpec spec, JobRunner runner) {
            this.spec = spec;
            this.runner = runner;
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public void close() {
            subscriptions.remove(spec.name(), this);
        }
    }

    /** Done when the clock is turned. */
    private final class ManualTasks implements RepeatedTasks {

        private final List<Runnable> open = new ArrayList<>();

        @Override
        public void every(Duration period, Runnable task) {
            open.add(task);
            again(period, task);
        }

        private void again(Duration period, Runnable task) {
            time.at(period, () -> {
                if (open.contains(task)) {
                    task.run();
                    again(period, task);
                }
            });
        }

        @Override
        public void close() {
            open.clear();
        }
    }
}
