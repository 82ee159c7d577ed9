package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.headroom.jobs.JobId;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.engine.StoredJob;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the jobs of one queue run by a scheduler of db-scheduler. */
final class QueueSubscription implements JobEngine.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(DbSchedulerEngine.class);

    private final QueueSpec queue;
    private final JobEngine.JobRunner runner;
    private final DbSchedulerLedger ledger;
    private final Carrier carrier;
    private final WorkerThreads threads;
    private final Room room;
    private final Scheduler scheduler;
    private volatile boolean paused;
    private volatile boolean closed;

    /** What the engine does for its subscriptions. */
    interface Carrier {

        /** Threads that call back when one of them is free and might have missed something. */
        WorkerThreads threads(QueueSpec queue, Runnable look);

        /** Where jobs that this process claims have room. */
        Room room(QueueSpec queue, Runnable look);

        Scheduler scheduler(QueueSpec queue, Room room, WorkerThreads threads, Task<Void> task);

        /** The handler of an attempt has ended, or will not begin. */
        void leave(Claim claim);

        /** An attempt of a job with a key is over. */
        void freed(String queue, String key);

        void closed(QueueSubscription subscription);

        /** Until a job is run again whose attempt could not be stored. */
        Duration afterFailure();
    }

    QueueSubscription(QueueSpec queue, JobEngine.JobRunner runner, DbSchedulerLedger ledger, Carrier carrier) {
        this.queue = queue;
        this.runner = runner;
        this.ledger = ledger;
        this.carrier = carrier;
        this.threads = carrier.threads(queue, this::trigger);
        this.room = carrier.room(queue, this::look);
        Task<Void> task = Tasks.custom(Sql.TASK, Void.class)
                .onFailure((failed, operations) -> giveBack(claim(failed.getExecution()), carrier.afterFailure()))
                .onDeadExecution((dead, operations) -> revive(claim(dead.getExecution())))
                .execute((instance, context) -> {
                    run(claim(context.getExecution()));
                    return leftToLedger();
                });
        this.scheduler = carrier.scheduler(queue, room, threads, task);
    }

    void start() {
        scheduler.start();
    }

    String queue() {
        return queue.name();
    }

    /** The ledger has ended the attempt, and with it the ticket. */
    private static CompletionHandler<Void> leftToLedger() {
        return (completed, operations) -> {};
    }

    private Claim claim(Execution execution) {
        return new Claim(JobId.parse(execution.taskInstance.getId()), queue.name(), execution.version);
    }

    private void run(Claim claim) {
        try {
            if (paused) { // it was claimed at the last moment
                giveBack(claim, Duration.ZERO);
            } else {
                runner.run(claim);
            }
        } finally {
            carrier.leave(claim);
            free(claim);
        }
    }

    /** Another one of the key may run. */
    private void free(Claim claim) {
        ledger.takeKey(claim).ifPresent(key -> carrier.freed(queue.name(), key));
    }

    /** The attempt does not count. If the store fails, the ticket is found dead, which counts. */
    private void giveBack(Claim claim, Duration delay) {
        if (ledger.begin(claim).isPresent()) {
            ledger.end(claim, Ending.released(Optional.empty(), delay, Duration.ZERO), null);
            free(claim);
        }
    }

    private void revive(Claim claim) {
        Optional<StoredJob> job = ledger.begin(claim);
        if (job.isEmpty()) {
            return;
        }
        boolean ended = ledger.endIfFree(claim, runner.crashed(job.get()));
        LOG.warn(
                "The worker of job {} has not been heard of; its attempt {} {}.",
                claim.id(),
                job.get().status().attempts(),
                ended ? "is over" : "has ended after all, or holds the job");
        free(claim);
        look();
    }

    /** Looks for work now, or when the next thread is free. */
    void look() {
        room.expect();
        threads.expect();
        trigger();
    }

    private void trigger() {
        if (!paused) {
            scheduler.triggerCheckForDueExecutions();
        }
    }

    @Override
    public void pause() {
        paused = true;
        scheduler.pause();
    }

    @Override
    public void resume() {
        if (!closed) {
            paused = false;
            scheduler.resume();
            look();
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        pause();
        closed = true;
        carrier.closed(this);
        Thread closing = new Thread(scheduler::stop, "headroom-jobs-" + queue.name() + "-close");
        closing.setDaemon(true);
        closing.start();
    }
}
