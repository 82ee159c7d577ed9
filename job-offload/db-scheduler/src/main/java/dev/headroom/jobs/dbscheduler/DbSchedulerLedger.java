package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.AttemptReport;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.ClaimState;
import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobLedger;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The record of jobs in tables. */
final class DbSchedulerLedger implements JobLedger {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final StoreConnections connections;
    private final StoreClock clock;
    private final LedgerParts parts;
    private final EndSignals signals = new EndSignals();
    private final StoreListener listener;

    /** Of attempts that run here. */
    private final Map<Claim, String> keys = new ConcurrentHashMap<>();

    DbSchedulerLedger(LedgerParts parts, StoreListener listener) {
        this.parts = parts;
        this.connections = parts.connections();
        this.clock = parts.clock();
        this.listener = listener;
    }

    /** Told what changed in the store. */
    interface StoreListener extends Isolation.Queues {

        /**
         * Jobs may be there to run.
         *
         * @param committed false if they will be there after the caller's commit
         */
        void enqueued(List<NewJob> jobs, boolean committed);

        /** Jobs of a queue may be there to run, also some that wait for others of their key. */
        void changed(String queue);
    }

    @Override
    public List<Enqueued> enqueue(List<NewJob> jobs, @Nullable Connection connection) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        StoreConnections.Work<List<Enqueued>> store = any -> store(any, jobs);
        List<Enqueued> enqueued;
        if (connection != null) {
            enqueued = connections.joined("enqueue", connection, store);
        } else if (parts.enqueuer().needsNoTransaction(jobs)) {
            enqueued = connections.single("enqueue", store);
        } else {
            enqueued = connections.transaction("enqueue", store);
        }
        listener.enqueued(jobs, connection == null);
        return enqueued;
    }

    private List<Enqueued> store(Connection connection, List<NewJob> jobs) throws SQLException {
        for (NewJob job : jobs) {
            parts.tickets().require(connection, job.options().queue());
        }
        parts.depths().reserve(connection, jobs);
        return parts.enqueuer().enqueue(connection, jobs);
    }

    @Override
    public Optional<StoredJob> find(JobId id) {
        return parts.reads().find(id);
    }

    @Override
    public Optional<JobStatus> status(JobId id) {
        return parts.reads().status(id);
    }

    @Override
    public Optional<JobStatus> await(JobId id, Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            CountDownLatch latch = signals.of(id);
            try {
                Optional<JobStatus> job = status(id);
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (job.isEmpty() || job.get().isEnd() || left.isNegative()) {
                    return job;
                }
                signals.await(latch, pause.compareTo(left) < 0 ? pause : left);
            } finally {
                signals.forget(id, latch);
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    @Override
    public List<JobStatus> list(JobQuery query) {
        return parts.reads().list(query);
    }

    @Override
    public CancelResult cancel(JobId id) {
        Optional<JobStatus> job = status(id);
        CancelResult result = parts.cancellations().cancel(id);
        if (result == CancelResult.CANCELLED) {
            signals.ended(id);
            job.ifPresent(cancelled -> listener.changed(cancelled.queue()));
        }
        return result;
    }

    @Override
    public int redrive(JobQuery query) {
        Redrives.Redriven redriven = parts.redrives().redrive(query);
        redriven.queues().forEach(listener::changed);
        return redriven.count();
    }

    @Override
    public int prune(int limit) {
        return parts.prunes().prune(limit);
    }

    @Override
    public Optional<StoredJob> begin(Claim claim) {
        Optional<JobReads.Begun> begun = take(claim);
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        Isolation isolation = parts.isolation();
        Optional<Duration> refused =
                Suspects.isToRunAlone(begun.get()) ? isolation.enterAlone(claim, listener) : isolation.enter(claim);
        if (refused.isEmpty()) {
            return begun.map(JobReads.Begun::job);
        }
        end(claim, Ending.released(Optional.empty(), refused.get(), Duration.ZERO), null);
        return Optional.empty();
    }

    /** Reads a job for who looks after its attempt; empty if the attempt does not own it. */
    Optional<JobReads.Begun> take(Claim claim) {
        Optional<JobReads.Begun> begun =
                parts.claimed().take(claim).or(() -> parts.reads().begin(claim));
        if (begun.isEmpty()) {
            connections.single("begin", connection -> parts.endings().discard(connection, claim));
        }
        begun.flatMap(JobReads.Begun::key).ifPresent(key -> keys.put(claim, key));
        return begun;
    }

    /** Whether its process died, and others ran in it, too. */
    boolean hadCompany(Claim claim) {
        return parts.suspects().hadCompany(claim);
    }

    /** The key of an attempt that is over; empty if its job has none. Tells once. */
    Optional<String> takeKey(Claim claim) {
        return Optional.ofNullable(keys.remove(claim));
    }

    @Override
    public Optional<JobState> end(Claim claim, Ending ending, @Nullable Connection connection) {
        Endings endings = parts.endings();
        Optional<JobState> ended;
        if (connection == null) {
            Room.leave(parts.rooms(), claim);
            parts.claimed().take(claim); // it may not have begun
        }
        if (connection != null) {
            ended = connections.joined("end", connection, theirs -> endings.end(theirs, claim, ending));
        } else if (ending.state().isEnd() && connections.dialect().hasWritingExpressions()) {
            ended = parts.batches().finish(claim, ending) ? Optional.of(ending.state()) : Optional.empty();
        } else {
            ended = connections.transaction("end", own -> endings.end(own, claim, ending));
        }
        signals.ended(claim.id());
        return ended;
    }

    /**
     * As {@link #end} of an attempt whose process died, but does not wait for a transaction that holds the job: others are to be ended, too.
     * Returns false then.
     *
     * @param crashes how often in a row its process died while others ran in it
     */
    boolean endIfFree(Claim claim, Ending ending, int crashes) {
        Endings endings = parts.endings();
        boolean ended = connections.transaction(
                "end",
                own -> endings.lockIfFree(own, claim)
                        && endings.end(own, claim, ending).isPresent()
                        && endings.keepCrashes(own, claim, crashes));
        signals.ended(claim.id());
        return ended;
    }

    @Override
    public Map<Claim, ClaimState> check(Collection<Claim> claims) {
        return parts.records().check(claims);
    }

    @Override
    public void report(Map<Claim, AttemptReport> reports) {
        parts.records().report(reports);
    }

    @Override
    public boolean fence(Claim claim, Connection connection) {
        return connections.joined("fence", connection, theirs -> parts.endings().lock(theirs, claim));
    }

    @Override
    public Optional<StepResult> step(Claim claim, String step, @Nullable Connection connection) {
        StoreConnections.Work<Optional<StepResult>> read =
                any -> parts.records().step(any, claim, step);
        return connection == null ? connections.single("step", read) : connections.joined("step", connection, read);
    }

    @Override
    public boolean keepStep(Claim claim, String step, StepResult result, @Nullable Connection connection) {
        StoreConnections.Work<Boolean> keep =
                any -> parts.endings().lock(any, claim) && parts.records().keepStep(any, claim, step, result);
        return connection == null
                ? connections.transaction("keepStep", keep)
                : connections.joined("keepStep", connection, keep);
    }

    @Override
    public boolean enqueueOnce(CronTick tick, NewJob job) {
        boolean won = connections.transaction("enqueueOnce", own -> {
            if (!parts.records().take(own, tick)) {
                return false;
            }
            store(own, List.of(job));
            return true;
        });
        if (won) {
            listener.enqueued(List.of(job), true);
        }
        return won;
    }

    @Override
    public Instant lastTick(String name, Instant now) {
        return parts.records().lastTick(name, now);
    }

    @Override
    public Instant now() {
        return clock.now();
    }

    @Override
    public boolean joinsTransactions() {
        return true;
    }
}
