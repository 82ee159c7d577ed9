package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All jobs that are remembered. Safe for use by many threads. */
final class KeptJobs {

    /** So many are kept soon, unless fewer may be. */
    private static final int MANY = 10_000;

    private final Map<JobId, MemoryJob> jobs;
    private final UniqueJobs unique = new UniqueJobs();
    private final int most;

    /** Ended jobs, the oldest first. */
    private final Queue<MemoryJob> ended = new ConcurrentLinkedQueue<>();

    /** Up to {@link #most}; from then on for each that ends another one is forgotten. */
    private final AtomicInteger endedCount = new AtomicInteger();

    /** Of all jobs that there were; written before the job is there. */
    private volatile Duration shortest = DurationRange.FROM_ZERO.most();

    /** When all jobs were last looked at for those that are over, and the first one that was left is. */
    private Instant lookedAt = Instant.EPOCH;

    private Instant firstOver = Instant.EPOCH;

    /**
     * @param most ended ones
     */
    KeptJobs(int most) {
        this.most = most;
        this.jobs = new ConcurrentHashMap<>(Math.min(most, MANY));
    }

    UniqueJobs unique() {
        return unique;
    }

    void add(MemoryJob job) {
        if (job.options().retention().compareTo(shortest) < 0) {
            shorten(job.options().retention());
        }
        jobs.put(job.id(), job);
    }

    private synchronized void shorten(Duration retention) {
        shortest = retention.compareTo(shortest) < 0 ? retention : shortest;
    }

    @Nullable MemoryJob find(JobId id) {
        MemoryJob job = jobs.get(id);
        return job == null ? unique.named(id) : job;
    }

    @Nullable MemoryJob find(Claim claim) {
        return jobs.get(claim.id());
    }

    Stream<MemoryJob> select(JobQuery query) {
        return jobs.values().stream()
                .filter(job -> query.states().contains(job.state()))
                .filter(job -> query.queue().map(job.options().queue()::equals).orElse(true))
                .filter(job -> query.type().map(job.definition().type()::equals).orElse(true))
                .filter(job ->
                        query.before().map(last -> job.id().compareTo(last) < 0).orElse(true))
                .sorted(Comparator.comparing(MemoryJob::id).reversed());
    }

    /** The memory is limited, whatever the retention is. */
    void end(MemoryJob job) {
        ended.add(job);
        if (endedCount.get() >= most || endedCount.incrementAndGet() > most) {
            MemoryJob oldest = ended.poll();
            if (oldest != null && oldest.state().isEnd()) {
                forget(oldest);
            }
        }
    }

    /** Forgets those whose retention has passed. Looks at all of them only if there may be one. */
    synchronized int prune(Instant now, int limit) {
        if (now.isBefore(firstOver) && now.isBefore(lookedAt.plus(shortest))) {
            return 0;
        }
        int forgotten = 0;
        Instant first = Instant.MAX;
        for (MemoryJob job : jobs.values()) {
            Instant over = job.over();
            if (over.isBefore(now) && forgotten < limit) {
                forget(job);
                forgotten++;
            } else if (over.isBefore(first)) {
                first = over;
            }
        }
        firstOver = first;
        lookedAt = now;
        return forgotten;
    }

    private void forget(MemoryJob job) {
        jobs.remove(job.id());
        unique.forget(job);
    }
}
