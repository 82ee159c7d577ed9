package dev.headroom.jobs.memory;

import dev.headroom.jobs.JobId;
import dev.headroom.jobs.JobQuery;
import dev.headroom.jobs.engine.Claim;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
        jobs.put(job.id(), job);
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

    /** Forgets those whose retention has passed. */
    int prune(Instant now, int limit) {
        List<MemoryJob> over = jobs.values().stream()
                .filter(job -> job.isOver(now))
                .limit(limit)
                .toList();
        over.forEach(this::forget);
        return over.size();
    }

    private void forget(MemoryJob job) {
        jobs.remove(job.id());
        unique.forget(job);
    }
}
