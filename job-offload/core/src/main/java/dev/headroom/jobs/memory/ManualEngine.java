package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.RepeatedTasks;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Runs jobs when a test says so, on the test's thread and by a clock that the test turns. Nothing happens by itself, so that tests of an
 * application need not wait. It hears of no transactions: {@code jobs.in(…)} enqueues at once. For one thread.
 *
 * <pre>{@code
 * ManualEngine engine = ManualEngine.manual();
 * Worker worker = Worker.on(engine, codec).queue("default", 1).handle(REPORT, handler).start();
 * JobId id = Jobs.on(engine, codec).enqueue(REPORT, request).id();
 * engine.runNext();
 * }</pre>
 */
public final class ManualEngine implements JobEngine {

    /** When an engine notices that a queue entry is lost. */
    private static final Duration REISSUE = Duration.ofSeconds(30);

    private final ManualTime time = new ManualTime(Instant.parse("2026-01-01T00:00:00Z"));
    private final ManualRuns runs;

    private ManualEngine(boolean inline) {
        this.runs = new ManualRuns(time, inline);
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
        return runs.runNext();
    }

    /**
     * Runs all jobs that may run, and those that these enqueue.
     *
     * @return how many attempts there were
     */
    public int runAll() {
        return runs.runAll();
    }

    /**
     * Turns the clock: delayed jobs may run, cron schedules enqueue theirs, lost queue entries are issued again after 30 seconds. Runs no jobs, unless
     * the engine is inline. It jumps from one thing that is due to the next, and takes no longer than these.
     *
     * @param duration from 0 to 100 years
     * @throws InvalidJobException if it is out of range
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
        return runs.crashNext();
    }

    /**
     * Loses the queue entry of a job, as a broker may. It is issued again after 30 seconds.
     *
     * @param id of a job that may run
     * @throws InvalidJobException if it has no queue entry
     */
    public void loseQueueEntry(JobId id) {
        MemoryJob job = runs.store().job(id);
        if (job == null || !job.queue().remove(job)) {
            throw new InvalidJobException("loseQueueEntry(" + id + "): that job has no queue entry; enqueue it first.");
        }
        job.queue().release(job);
        time.at(REISSUE, () -> job.queue().add(job));
    }

    /**
     * Gives a job another queue entry, as a broker may.
     *
     * @param id of a job, in any state
     * @throws InvalidJobException if there is no such job
     */
    public void duplicateQueueEntry(JobId id) {
        MemoryJob job = runs.store().job(id);
        if (job == null) {
            throw new InvalidJobException("duplicateQueueEntry(" + id + "): there is no such job; enqueue it first.");
        }
        job.queue().add(job);
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
    public JobStore store() {
        return runs.store();
    }

    @Override
    public Subscription subscribe(QueueSpec spec, JobRunner runner) {
        return runs.subscribe(spec.name(), runner);
    }

    @Override
    public RepeatedTasks repeatedTasks() {
        return new ManualTasks(time);
    }

    /** Forgets all jobs. */
    @Override
    public void close() {
        runs.close();
    }
}
