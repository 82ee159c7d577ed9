package dev.headroom.jobs.memory;

import dev.headroom.jobs.CancelResult;
import dev.headroom.jobs.InvalidJobException;
import dev.headroom.jobs.JobId;
import dev.headroom.jobs.JobOptions;
import dev.headroom.jobs.JobProgress;
import dev.headroom.jobs.JobQuery;
import dev.headroom.jobs.JobState;
import dev.headroom.jobs.QueueFullException;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.ClaimState;
import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.Enqueued;
import dev.headroom.jobs.engine.JobLedger;
import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.engine.StoredJob;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The record of jobs in memory. */
final class MemoryLedger implements JobLedger {

    private final MemoryCarrier carrier;
    private final MemorySettings settings;

    private final Map<JobId, MemoryJob> jobs = new ConcurrentHashMap<>();
    private final Map<String, QueueDepth> depths = new ConcurrentHashMap<>();
    private final Map<String, Instant> ticks = new ConcurrentHashMap<>();
    private final AtomicLong order = new AtomicLong();

    /** The last job of a type and a unique key. */
    private final Map<List<String>, MemoryJob> unique = new ConcurrentHashMap<>();

    /** Ended jobs, the oldest first. */
    private final ConcurrentLinkedQueue<MemoryJob> ended = new ConcurrentLinkedQueue<>();

    private final AtomicInteger endedCount = new AtomicInteger();

    /**
     * What the application chose.
     *
     * @param limits of waiting jobs by queues
     * @param keep how many ended jobs at most
     * @param afterCommit runs something when the current transaction is committed; null if nobody can tell
     */
    record MemorySettings(
            Clock clock,
            Map<String, Integer> limits,
            int keep,
            @Nullable Consumer<Runnable> afterCommit) {}

    MemoryLedger(MemoryCarrier carrier, MemorySettings settings) {
        this.carrier = carrier;
        this.settings = settings;
    }

    @Nullable MemoryJob job(JobId id) {
        return jobs.get(id);
    }

    @Override
    public List<Enqueued> enqueue(List<NewJob> newJobs, @Nullable Connection connection) {
        if (connection == null) {
            reserve(newJobs);
            return newJobs.stream().map(this::insert).toList();
        }
        if (settings.afterCommit() == null) {
            throw new InvalidJobException("in(…).enqueue(…): an engine in memory does not see when a transaction is"
                    + " committed. Tell it by InProcessEngine.Builder.afterCommit(…), or enqueue after the commit.");
        }
        newJobs.forEach(job -> depth(job).requireRoom());
        settings.afterCommit()
                .accept(() -> newJobs.forEach(job -> {
                    depth(job).enter(); // it was accepted, and cannot be refused any more
                    insert(job);
                }));
        return newJobs.stream().map(this::expected).toList();
    }

    /** All or none. */
    private void reserve(List<NewJob> newJobs) {
        for (int place = 0; place < newJobs.size(); place++) {
            try {
                depth(newJobs.get(place)).reserve();
            } catch (QueueFullException full) {
                newJobs.subList(0, place).forEach(job -> depth(job).leave());
                throw full;
            }
        }
    }

    /** As far as can be told before the commit. */
    private Enqueued expected(NewJob job) {
        return job.options()
                .unique()
                .map(rule -> unique.get(uniqueKey(job, rule)))
                .filter(other ->
                        other.excludes(job.options().unique().orElseThrow().window(), now()))
                .map(other -> new Enqueued(other.id(), false))
                .orElseGet(() -> new Enqueued(job.id(), true));
    }

    private static List<String> uniqueKey(NewJob job, JobOptions.Unique rule) {
        return List.of(job.type(), rule.key());
    }

    private QueueDepth depth(NewJob job) {
        String queue = job.options().queue();
        return depths.computeIfAbsent(
                queue, name -> new QueueDepth(name, settings.limits().getOrDefault(name, Integer.MAX_VALUE)));
    }

    private Enqueued insert(NewJob newJob) {
        MemoryJob job = new MemoryJob(newJob, now(), order.getAndIncrement());
        MemoryJob same = newJob.options().unique().isPresent() ? excluding(job) : job;
        if (same != job) {
            depth(newJob).leave();
            return new Enqueued(same.id(), false);
        }
        jobs.put(job.id(), job);
        schedule(job);
        return new Enqueued(job.id(), true);
    }

    /** The job that is the same, or this one. */
    private MemoryJob excluding(MemoryJob job) {
        JobOptions.Unique rule = job.options().unique().orElseThrow();
        List<String> key = uniqueKey(job.definition(), rule);
        MemoryJob kept = unique.compute(
                key, (same, other) -> other != null && other.excludes(rule.window(), now()) ? other : job);
        return kept == null ? job : kept;
    }

    /** Has it run when its time comes. */
    private void schedule(MemoryJob job) {
        Duration delay = Duration.between(now(), job.due());
        boolean isDue = delay.isNegative() || delay.isZero();
        if (job.state() == JobState.READY || (isDue && job.makeReady())) {
            carrier.ready(job);
            return;
        }
        carrier.later(delay, () -> {
            if (job.makeReady()) {
                carrier.ready(job);
            }
        });
    }

    /** Takes a job for a new attempt; null if it does not wait for one. */
    @Nullable Claim claim(MemoryJob job) {
        Claim claim = job.claim(now());
        if (claim != null) {
            depth(job.definition()).leave();
        }
        return claim;
    }

    @Override
    public Optional<StoredJob> find(JobId id) {
        return Optional.ofNullable(jobs.get(id)).map(MemoryJob::stored);
    }

    @Override
    public Optional<StoredJob> await(JobId id, Duration most) throws InterruptedException {
        MemoryJob job = jobs.get(id);
        if (job != null) {
            job.awaitEnd(most);
        }
        return Optional.ofNullable(job).map(MemoryJob::stored);
    }

    @Override
    public List<StoredJob> list(JobQuery query) {
        return select(query).limit(query.limit()).map(MemoryJob::stored).toList();
    }

    private Stream<MemoryJob> select(JobQuery query) {
        return jobs.values().stream()
                .filter(job -> query.states().contains(job.state()))
                .filter(job -> query.queue().map(job.options().queue()::equals).orElse(true))
                .filter(job -> query.type().map(job.definition().type()::equals).orElse(true))
                .filter(job ->
                        query.before().map(last -> job.id().compareTo(last) < 0).orElse(true))
                .sorted(Comparator.comparing(MemoryJob::id).reversed());
    }

    @Override
    public CancelResult cancel(JobId id) {
        MemoryJob job = jobs.get(id);
        Boolean cancelled = job == null ? null : job.cancel(now());
        if (job == null || cancelled == null) {
            return CancelResult.TOO_LATE;
        }
        if (!cancelled) {
            return CancelResult.REQUESTED;
        }
        depth(job.definition()).leave();
        keep(job);
        return CancelResult.CANCELLED;
    }

    @Override
    public int redrive(JobQuery query) {
        List<MemoryJob> redriven = select(query)
                .filter(job -> job.redrive(now()))
                .limit(query.limit())
                .toList();
        redriven.forEach(job -> {
            depth(job.definition()).enter();
            schedule(job);
        });
        return redriven.size();
    }

    @Override
    public int prune(int limit) {
        Instant now = now();
        List<MemoryJob> over = jobs.values().stream()
                .filter(job -> job.isOver(now))
                .limit(limit)
                .toList();
        over.forEach(this::forget);
        return over.size();
    }

    private void forget(MemoryJob job) {
        jobs.remove(job.id());
        job.options().unique().ifPresent(rule -> unique.remove(uniqueKey(job.definition(), rule), job));
    }

    /** The memory is limited, whatever the retention is. */
    private void keep(MemoryJob job) {
        ended.add(job);
        if (endedCount.incrementAndGet() > settings.keep()) {
            MemoryJob oldest = ended.poll();
            if (oldest != null) {
                endedCount.decrementAndGet();
                if (oldest.isEnd()) {
                    forget(oldest);
                }
            }
        }
    }

    @Override
    public Optional<StoredJob> begin(Claim claim) {
        MemoryJob job = jobs.get(claim.id());
        return job != null && job.isOwnedBy(claim) ? Optional.of(job.stored()) : Optional.empty();
    }

    @Override
    public boolean end(Claim claim, Ending ending, @Nullable Connection connection) {
        MemoryJob job = jobs.get(claim.id());
        if (job == null || !carrier.reaches(claim) || !job.end(claim, ending, now())) {
            return false;
        }
        carrier.released(job);
        if (job.isEnd()) {
            keep(job);
        } else {
            depth(job.definition()).enter();
            schedule(job);
        }
        return true;
    }

    @Override
    public Map<Claim, ClaimState> check(Collection<Claim> claims) {
        Map<Claim, ClaimState> states = new HashMap<>();
        for (Claim claim : claims) {
            MemoryJob job = jobs.get(claim.id());
            states.put(claim, job == null ? ClaimState.LOST : job.state(claim));
        }
        return states;
    }

    @Override
    public void progress(Map<Claim, JobProgress> progress) {
        progress.forEach((claim, said) -> {
            MemoryJob job = jobs.get(claim.id());
            if (job != null) {
                job.say(claim, said);
            }
        });
    }

    @Override
    public boolean fence(Claim claim, Connection connection) {
        MemoryJob job = jobs.get(claim.id());
        return job != null && job.isOwnedBy(claim);
    }

    @Override
    public Optional<StepResult> step(Claim claim, String step, @Nullable Connection connection) {
        MemoryJob job = jobs.get(claim.id());
        return job == null ? Optional.empty() : job.step(step);
    }

    @Override
    public boolean keepStep(Claim claim, String step, StepResult result, @Nullable Connection connection) {
        MemoryJob job = jobs.get(claim.id());
        return job != null && job.keepStep(claim, step, result);
    }

    @Override
    public boolean enqueueOnce(CronTick tick, NewJob job) {
        AtomicBoolean won = new AtomicBoolean();
        ticks.compute(tick.name(), (name, last) -> {
            if (last != null && !last.isBefore(tick.time())) {
                return last;
            }
            enqueue(List.of(job), null); // what it throws leaves the time to be tried again
            won.set(true);
            return tick.time();
        });
        return won.get();
    }

    @Override
    public Optional<Instant> lastTick(String name) {
        return Optional.ofNullable(ticks.get(name));
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
