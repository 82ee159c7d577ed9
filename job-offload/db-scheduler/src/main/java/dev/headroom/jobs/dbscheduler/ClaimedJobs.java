package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Jobs that were read by the statement that claimed them, until their attempts begin. Safe for use by many threads. */
final class ClaimedJobs {

    /** An attempt that begins later, as behind a limit of rate, reads again: its claim may have been taken meanwhile. */
    private static final long FRESH = TimeUnit.SECONDS.toNanos(1);

    private final Map<Claim, Read> jobs = new ConcurrentHashMap<>();

    private record Read(JobReads.Begun job, long nanoTime) {

        boolean isFresh() {
            return System.nanoTime() - nanoTime < FRESH;
        }
    }

    /** Those of earlier claims that nobody has asked for are forgotten. */
    void add(List<PostgresClaims.Claimed> claimed) {
        jobs.values().removeIf(read -> !read.isFresh());
        long now = System.nanoTime();
        for (PostgresClaims.Claimed each : claimed) {
            if (each.job() != null) {
                jobs.put(each.claim(), new Read(each.job(), now));
            }
        }
    }

    /** Tells once. */
    Optional<JobReads.Begun> take(Claim claim) {
        return Optional.ofNullable(jobs.remove(claim)).filter(Read::isFresh).map(Read::job);
    }
}
