package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Jobs of which there may be no other that is the same. Safe for use by many threads. */
final class UniqueJobs {

    /** The last job of a type and a key. */
    private final Map<List<String>, MemoryJob> last = new ConcurrentHashMap<>();

    /** Jobs for ids that were given before a commit, and came too late to be of a job of their own. */
    private final Map<JobId, MemoryJob> named = new ConcurrentHashMap<>();

    private static List<String> key(NewJob job, JobOptions.Unique rule) {
        return List.of(job.type(), rule.key());
    }

    /** The job that is the same, if this one may not be enqueued. */
    Optional<MemoryJob> find(NewJob job) {
        return job.options()
                .unique()
                .flatMap(rule -> Optional.ofNullable(last.get(key(job, rule)))
                        .filter(other -> other.excludes(rule.window(), job.created())));
    }

    /** The job that is the same, or this one. */
    MemoryJob enter(MemoryJob job) {
        Optional<JobOptions.Unique> unique = job.options().unique();
        if (unique.isEmpty()) {
            return job;
        }
        JobOptions.Unique rule = unique.get();
        Instant now = job.definition().created();
        MemoryJob kept = last.compute(
                key(job.definition(), rule),
                (same, other) -> other != null && other.excludes(rule.window(), now) ? other : job);
        return kept == null ? job : kept;
    }

    /** Has a dead job run again, unless another that is the same has not ended. */
    boolean redrive(MemoryJob job, Instant now) {
        Optional<JobOptions.Unique> unique = job.options().unique();
        if (unique.isEmpty()) {
            return job.redrive(now);
        }
        AtomicBoolean redriven = new AtomicBoolean();
        last.compute(key(job.definition(), unique.get()), (same, other) -> {
            boolean free = other == null || other.state().isEnd();
            redriven.set(free && job.redrive(now));
            return redriven.get() ? job : other;
        });
        return redriven.get();
    }

    /** From now on the id is another name of the job. */
    void name(JobId id, MemoryJob job) {
        named.put(id, job);
    }

    @Nullable MemoryJob named(JobId id) {
        return named.get(id);
    }

    void forget(MemoryJob job) {
        Optional<JobOptions.Unique> unique = job.options().unique();
        if (unique.isPresent()) {
            last.remove(key(job.definition(), unique.get()), job);
            named.values().removeIf(other -> other == job);
        }
    }
}
