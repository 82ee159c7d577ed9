package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.AttemptReport;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.ClaimState;
import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoreTransaction;
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
final class DbSchedulerStore implements JobStore {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private final StoreConnections connections;
    private final StoreClock clock;
    private final StoreParts parts;
    private final EndSignals signals = new EndSignals();
    private final StoreListener listener;

    DbSchedulerStore(StoreParts parts, StoreListener listener) {
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
    public List<Enqueued> enqueue(List<NewJob> jobs, StoreTransaction transaction) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        StoreConnections.Work<List<Enqueued>> store = any -> store(any, jobs);
        List<Enqueued> enqueued;
        if (transaction instanceof StoreTransaction.Joined joined) {
            enqueued = connections.joined("enqueue", joined.connection(), store);
        } else if (parts.enqueuer().needsNoTransaction(jobs)) {
            enqueued = connections.single("enqueue", store);
        } else {
            enqueued = connections.transaction("enqueue", store);
        }
        listener.enqueued(jobs, transaction == StoreTransaction.own());
        return enqueued;
    }

    private List<Enqueued> store(Connection connection, List<NewJob> jobs) throws SQLException {
        for (NewJob job : jobs) {
            parts.entries().require(connection, job.options().queue());
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
        HeldClaim held = parts.claims().hold(claim);
        Optional<JobReads.Begun> begun = take(held);
        if (begun.isEmpty()) {
            return Optional.empty();
        }
        Isolation isolation = parts.isolation();
        Optional<Duration> refused =
                Suspects.isToRunAlone(begun.get()) ? isolation.enterAlone(held, listener) : isolation.enter(held);
        if (refused.isEmpty()) {
            return begun.map(JobReads.Begun::job);
        }
        end(claim, Ending.released(Optional.empty(), refused.get(), Duration.ZERO), StoreTransaction.own());
        return Optional.empty();
    }

    /** Reads a job of an attempt that this process runs; empty if the attempt does not own it. */
    Optional<JobReads.Begun> take(Claim claim) {
        return take(parts.claims().hold(claim));
    }

    private Optional<JobReads.Begun> take(HeldClaim held) {
        Optional<JobReads.Begun> fresh = held.takeRead(parts.claims().fresh());
        Optional<JobReads.Begun> begun = fresh.isPresent() ? fresh : read(held.claim());
        begun.flatMap(JobReads.Begun::key).ifPresent(held::keyed);
        return begun;
    }

    /** Reads a job of an attempt that may run in another process; empty if the attempt does not own it. */
    Optional<JobReads.Begun> read(Claim claim) {
        Optional<JobReads.Begun> begun = parts.reads().begin(claim);
        if (begun.isEmpty()) {
            connections.single("begin", connection -> parts.endings().discard(connection, claim));
        }
        return begun;
    }

    /** Whether its process died, and others ran in it, too. */
    boolean hadCompany(Claim claim) {
        return parts.suspects().hadCompany(claim);
    }

    @Override
    public Optional<JobState> end(Claim claim, Ending ending, StoreTransaction transaction) {
        Endings endings = parts.endings();
        Optional<JobState> ended;
        if (transaction instanceof StoreTransaction.Joined joined) {
            ended = connections.joined("end", joined.connection(), theirs -> endings.end(theirs, claim, ending));
            signals.ended(claim.id());
            return ended;
        }
        parts.claims().handlerEnded(claim);
        if (ending.state().isEnd() && connections.dialect().hasWritingExpressions()) {
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
        return parts.running().check(claims);
    }

    @Override
    public void report(Map<Claim, AttemptReport> reports) {
        parts.running().report(reports);
    }

    @Override
    public boolean fence(Claim claim, StoreTransaction.Joined transaction) {
        return connections.joined("fence", transaction.connection(), theirs -> parts.endings().lock(theirs, claim));
    }

    @Override
    public Optional<StepResult> step(Claim claim, String step, StoreTransaction transaction) {
        StoreConnections.Work<Optional<StepResult>> read =
                any -> parts.running().step(any, claim, step);
        return transaction instanceof StoreTransaction.Joined joined
                ? connections.joined("step", joined.connection(), read)
                : connections.single("step", read);
    }

    @Override
    public boolean keepStep(Claim claim, String step, StepResult result, StoreTransaction transaction) {
        StoreConnections.Work<Boolean> keep =
                any -> parts.endings().lock(any, claim) && parts.running().keepStep(any, claim, step, result);
        return transaction instanceof StoreTransaction.Joined joined
                ? connections.joined("keepStep", joined.connection(), keep)
                : connections.transaction("keepStep", keep);
    }

    @Override
    public boolean enqueueOnce(CronTick tick, NewJob job) {
        boolean won = connections.transaction("enqueueOnce", own -> {
            if (!parts.running().take(own, tick)) {
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
        return parts.running().lastTick(name, now);
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
