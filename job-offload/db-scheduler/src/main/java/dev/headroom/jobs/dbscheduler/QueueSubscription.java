package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobStoreException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the jobs of one queue run by a scheduler of db-scheduler. */
final class QueueSubscription implements JobEngine.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(DbSchedulerEngine.class);
    private static final String HELD = "has ended after all, or holds the job";

    private final QueueSpec queue;
    private final JobEngine.JobRunner runner;
    private final DbSchedulerStore store;
    private final Host host;
    private final WorkerThreads threads;
    private final ClaimBudget budget;
    private final Scheduler scheduler;
    private volatile boolean paused;

    /** While a job runs alone in this engine. */
    private volatile boolean held;

    private volatile boolean closed;

    /** What the engine does for its subscriptions. */
    interface Host {

        /** Threads that call back when one of them is free and might have missed something. */
        WorkerThreads threads(QueueSpec queue, Runnable look);

        /** How many jobs this process may claim at a time. */
        ClaimBudget budget(QueueSpec queue, Runnable look);

        Scheduler scheduler(QueueSpec queue, ClaimBudget budget, WorkerThreads threads, Task<Void> task);

        /** An attempt is over, or will not begin: others may run. */
        void release(Claim claim);

        /** Another job of a concurrency key may run. */
        void freed(String queue, String key);

        void closed(QueueSubscription subscription);

        /** Until a job is run again whose attempt could not be stored. */
        Duration afterFailure();
    }

    QueueSubscription(QueueSpec queue, JobEngine.JobRunner runner, DbSchedulerStore store, Host host) {
        this.queue = queue;
        this.runner = runner;
        this.store = store;
        this.host = host;
        this.threads = host.threads(queue, this::trigger);
        this.budget = host.budget(queue, this::look);
        Task<Void> task = Tasks.custom(Sql.TASK, Void.class)
                .onFailure((failed, operations) -> {}) // the store fails: the queue entry is found dead
                .onDeadExecution((dead, operations) -> revive(claim(dead.getExecution())))
                .execute((instance, context) -> {
                    run(claim(context.getExecution()));
                    return leftToStore();
                });
        this.scheduler = host.scheduler(queue, budget, threads, task);
    }

    void start() {
        scheduler.start();
    }

    String queue() {
        return queue.name();
    }

    /** The store has ended the attempt, and with it the queue entry. */
    private static CompletionHandler<Void> leftToStore() {
        return (completed, operations) -> {};
    }

    private Claim claim(Execution execution) {
        return new Claim(JobId.parse(execution.taskInstance.getId()), queue.name(), execution.version);
    }

    @SuppressWarnings("CatchingThrowable") // whatever it is, the attempt has to end
    private void run(Claim claim) {
        try {
            if (paused) { // it was claimed at the last moment
                giveBack(claim, Duration.ZERO);
            } else {
                runner.run(claim);
            }
        } catch (JobStoreException unreachable) {
            giveBack(claim, host.afterFailure());
        } catch (Throwable failure) {
            fail(claim, failure);
        } finally {
            host.release(claim);
        }
    }

    /** The attempt does not count. If the store fails, the queue entry is found dead, which counts. */
    private void giveBack(Claim claim, Duration delay) {
        if (store.take(claim).isPresent()) {
            store.end(claim, Ending.released(Optional.empty(), delay, Duration.ZERO), StoreTransaction.own());
        }
    }

    /** Whoever runs attempts has not ended this one: it counts, so that it does not begin again for ever. */
    private void fail(Claim claim, Throwable failure) {
        LOG.warn(
                "The attempt of job {} could not be run: {}",
                claim.id(),
                failure.getClass().getName());
        Optional<StoredJob> job = store.take(claim).map(JobReads.Begun::job);
        job.map(runner::crashed)
                .map(ending -> Failures.ending(ending, failure, host.afterFailure()))
                .ifPresent(ending -> store.end(claim, ending, StoreTransaction.own()));
    }

    private void revive(Claim claim) {
        Optional<JobReads.Begun> begun = store.read(claim);
        if (begun.isEmpty()) {
            return;
        }
        StoredJob job = begun.get().job();
        boolean counts = Suspects.isToRunAlone(begun.get()) || !store.hadCompany(claim);
        int crashes = begun.get().crashes() + (counts ? 0 : 1);
        boolean ended = store.endIfFree(claim, counts ? runner.crashed(job) : Failures.inCompany(), crashes);
        LOG.warn(
                "The worker of job {} has not been heard of; its attempt {} {}.",
                claim.id(),
                job.status().attempts(),
                ended ? (counts ? "is over" : "does not count, as it was not alone") : HELD);
        begun.get().key().ifPresent(key -> host.freed(queue.name(), key));
        look();
    }

    /** Looks for work now, or when the next thread is free. */
    void look() {
        budget.expect();
        threads.expect();
        trigger();
    }

    private void trigger() {
        if (!paused && !held) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    boolean isPaused() {
        return paused;
    }

    synchronized void hold() {
        held = true;
        scheduler.pause();
    }

    synchronized void release() {
        held = false;
        goOn();
    }

    private void goOn() {
        if (!paused && !held) {
            scheduler.resume();
            look();
        }
    }

    @Override
    public synchronized void pause() {
        paused = true;
        scheduler.pause();
    }

    @Override
    public synchronized void resume() {
        if (!closed) {
            paused = false;
            goOn();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        pause();
        closed = true;
        host.closed(this);
        Thread closing = new Thread(scheduler::stop, "headroom-jobs-" + queue.name() + "-close");
        closing.setDaemon(true);
        closing.start();
    }
}
