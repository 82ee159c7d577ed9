package dev.headroom.jobs.memory;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** The record of jobs in memory. */
final class MemoryStore implements JobStore {

    private final MemoryHost host;
    private final MemorySettings settings;
    private final MemoryQueues queues;
    private final KeptJobs jobs;
    private final Schedule schedule;
    private final Enqueuer enqueuer;

    /** The last times of cron schedules. */
    private final Map<String, Instant> ticks = new ConcurrentHashMap<>();

    MemoryStore(MemoryHost host, MemorySettings settings) {
        this.host = host;
        this.settings = settings;
        this.queues = new MemoryQueues(settings.limits());
        this.jobs = new KeptJobs(settings.keep());
        this.schedule = new Schedule(host, settings.clock());
        this.enqueuer = new Enqueuer(settings, queues, jobs, schedule);
    }

    MemoryQueues queues() {
        return queues;
    }

    @Nullable MemoryJob job(JobId id) {
        return jobs.find(id);
    }

    @Override
    public List<Enqueued> enqueue(List<NewJob> newJobs, StoreTransaction transaction) {
        return transaction instanceof StoreTransaction.Joined ? enqueuer.enqueueAfterCommit(newJobs) : enqueuer.enqueue(newJobs);
    }

    /** Takes a job for a new attempt; null if it does not wait for one. */
    @Nullable Claim claim(MemoryJob job) {
        Claim claim = job.claim(now());
        if (claim != null) {
            job.queue().depth().leave();
        } else {
            job.queue().release(job); // it was cancelled, or another has it
        }
        return claim;
    }

    @Override
    public Optional<StoredJob> find(JobId id) {
        return Optional.ofNullable(job(id)).map(MemoryJob::stored);
    }

    @Override
    public Optional<JobStatus> status(JobId id) {
        return find(id).map(StoredJob::status);
    }

    @Override
    public Optional<JobStatus> await(JobId id, Duration most) throws InterruptedException {
        MemoryJob job = job(id);
        if (job == null) {
            return Optional.empty();
        }
        job.awaitEnd(most);
        return Optional.of(job.stored().status());
    }

    @Override
    public List<JobStatus> list(JobQuery query) {
        return jobs.select(query)
                .limit(query.limit())
                .map(job -> job.stored().status())
                .toList();
    }

    @Override
    public CancelResult cancel(JobId id) {
        MemoryJob job = job(id);
        Boolean cancelled = job == null ? null : job.cancel(now());
        if (job == null || cancelled == null) {
            return CancelResult.TOO_LATE;
        }
        if (!cancelled) {
            return CancelResult.REQUESTED;
        }
        job.queue().depth().leave();
        jobs.end(job);
        return CancelResult.CANCELLED;
    }

    @Override
    public int redrive(JobQuery query) {
        List<MemoryJob> redriven = jobs.select(query)
                .filter(job -> jobs.unique().redrive(job, now()))
                .limit(query.limit())
                .toList();
        redriven.forEach(job -> {
            job.queue().depth().enter();
            schedule.add(job);
        });
        return redriven.size();
    }

    @Override
    public int prune(int limit) {
        return jobs.prune(now(), limit);
    }

    @Override
    public Optional<StoredJob> begin(Claim claim) {
        MemoryJob job = jobs.find(claim);
        return job == null ? Optional.empty() : Optional.ofNullable(job.stored(claim));
    }

    @Override
    public Optional<JobState> end(Claim claim, Ending ending, StoreTransaction transaction) {
        MemoryJob job = jobs.find(claim);
        JobState state = job == null || !host.reaches(claim) ? null : job.end(claim, ending, now());
        if (job == null || state == null) {
            return Optional.empty();
        }
        job.queue().release(job);
        if (state.isEnd()) {
            jobs.end(job);
        } else {
            job.queue().depth().enter();
            schedule.add(job);
        }
        return Optional.of(state);
    }

    @Override
    public Map<Claim, ClaimState> check(Collection<Claim> claims) {
        Map<Claim, ClaimState> states = new HashMap<>();
        for (Claim claim : claims) {
            MemoryJob job = jobs.find(claim);
            states.put(claim, job == null ? ClaimState.LOST : job.state(claim));
        }
        return states;
    }

    @Override
    public void report(Map<Claim, AttemptReport> reports) {
        reports.forEach((claim, report) -> {
            MemoryJob job = jobs.find(claim);
            if (job != null) {
                report.progress().ifPresent(said -> job.say(claim, said));
            }
        });
    }

    @Override
    public boolean fence(Claim claim, StoreTransaction.Joined transaction) {
        MemoryJob job = jobs.find(claim);
        return job != null && job.isOwnedBy(claim);
    }

    @Override
    public Optional<StepResult> step(Claim claim, String step, StoreTransaction transaction) {
        MemoryJob job = jobs.find(claim);
        return job == null ? Optional.empty() : job.step(step);
    }

    @Override
    public boolean keepStep(Claim claim, String step, StepResult result, StoreTransaction transaction) {
        MemoryJob job = jobs.find(claim);
        return job != null && job.keepStep(claim, step, result);
    }

    @Override
    public boolean enqueueOnce(CronTick tick, NewJob job) {
        AtomicBoolean won = new AtomicBoolean();
        ticks.compute(tick.name(), (name, last) -> {
            if (last != null && !last.isBefore(tick.time())) {
                return last;
            }
            enqueuer.enqueue(List.of(job)); // what it throws leaves the time to be tried again
            won.set(true);
            return tick.time();
        });
        return won.get();
    }

    @Override
    public Instant lastTick(String name, Instant now) {
        Instant known = ticks.putIfAbsent(name, now);
        return known == null ? now : known;
    }

    @Override
    public Instant now() {
        return settings.clock().instant();
    }

    @Override
    public boolean joinsTransactions() {
        return false;
    }
}
