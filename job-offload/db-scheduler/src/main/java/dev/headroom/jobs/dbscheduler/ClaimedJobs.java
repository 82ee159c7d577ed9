package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Jobs that were read by the statement that claimed them, until their attempts begin. Safe for use by many threads. */
final class ClaimedJobs {

    /** An attempt that begins later, as behind a limit of rate, reads again: its claim may have been taken meanwhile. */
    static final Duration FRESH = Duration.ofSeconds(1);

    private final Map<Claim, Read> jobs = new ConcurrentHashMap<>();
    private final long fresh;

    ClaimedJobs(Duration fresh) {
        this.fresh = fresh.toNanos();
    }

    private record Read(JobReads.Begun job, long nanoTime) {}

    private boolean isFresh(Read read) {
        return System.nanoTime() - read.nanoTime() < fresh;
    }

    void add(Claim claim, JobReads.Begun job) {
        jobs.put(claim, new Read(job, System.nanoTime()));
    }

    /** Those of earlier claims that nobody has asked for are of no use any more. */
    void forgetOld() {
        jobs.values().removeIf(read -> !isFresh(read));
    }

    /** Tells once. */
    Optional<JobReads.Begun> take(Claim claim) {
        return Optional.ofNullable(jobs.remove(claim)).filter(this::isFresh).map(Read::job);
    }
}
