package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.headroom.jobs.engine.QueueSpec;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Makes schedulers of db-scheduler that cannot delete, double or deserialize anything. */
final class QueueSchedulers {

    /** Queue entries are told apart by their table, and a worker that does not know a job's type parks it. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** The threads go when their jobs have ended, and are not interrupted before. */
    private static final Duration PATIENCE = Duration.ofDays(365);

    /** While as many threads as there are handlers wait for their endings to be stored, as many others run handlers. */
    private static final int ENDING = 2;

    private final StoreParts parts;
    private final EngineSettings settings;

    /** In which process a job runs, for those who find it dead. Processes of containers often have one number. */
    private final SchedulerName process = new SchedulerName.Fixed(
            "headroom-" + ProcessHandle.current().pid() + "-" + Long.toHexString(new SecureRandom().nextLong()));

    QueueSchedulers(StoreParts parts, EngineSettings settings) {
        this.parts = parts;
        this.settings = settings;
    }

    private Dialect dialect() {
        return parts.connections().dialect();
    }

    WorkerThreads threads(QueueSpec queue, Runnable look) {
        return dialect().locksQueueEntries()
                ? WorkerThreads.forClaims(queue.name(), ENDING * queue.concurrency(), look)
                : WorkerThreads.forCandidates(queue.name(), queue.concurrency(), look);
    }

    Scheduler scheduler(QueueSpec queue, ClaimBudget budget, WorkerThreads threads, Task<Void> task) {
        int handlers = queue.concurrency();
        SchedulerBuilder builder = Scheduler.create(parts.connections().dataSource(), task)
                .tableName(parts.entries().table(queue.name()))
                .threads(dialect().locksQueueEntries() ? ENDING * handlers : handlers)
                .executorService(threads)
                .dueExecutor(Executors.newSingleThreadExecutor(named(queue, "poll")))
                .housekeeperExecutor(Executors.newScheduledThreadPool(2, named(queue, "heartbeat")))
                .schedulerName(process)
                .jdbcCustomization(claims(queue, budget))
                .clock(parts.clock())
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(EngineSettings.MISSED_HEARTBEATS)
                .enablePriority()
                .serializer(new NoData())
                .deleteUnresolvedAfter(NEVER)
                .shutdownMaxWait(PATIENCE)
                .failureLogging(LogLevel.WARN, true);
        // No more than threads: what is claimed and waits for a thread has no heartbeat, and would be taken for dead.
        return dialect().locksQueueEntries()
                ? builder.pollUsingLockAndFetch(0.5, 1.0).build()
                : builder.pollUsingFetch(0.5, 1.0).build();
    }

    private JdbcCustomization claims(QueueSpec queue, ClaimBudget budget) {
        return dialect().locksQueueEntries()
                ? new PostgresClaims(queue, budget, parts)
                : dialect().customization();
    }

    private static ThreadFactory named(QueueSpec queue, String what) {
        return WorkerThreads.named("headroom-jobs-" + queue.name() + "-" + what, true);
    }
}
