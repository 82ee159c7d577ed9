package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.QueueFullException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Refuses jobs of queues that are full. Others may fill them meanwhile: a queue is counted once a second, more often while it seems to be
 * full, and up to its limit.
 */
final class QueueDepths {

    private final QueueEntries entries;
    private final Map<String, Integer> limits;
    private final Map<String, QueueDepth> depths = new ConcurrentHashMap<>();

    QueueDepths(QueueEntries entries, Map<String, Integer> limits) {
        this.entries = entries;
        this.limits = limits;
    }

    /**
     * Jobs will wait.
     *
     * @throws QueueFullException if they must not
     */
    void reserve(Connection connection, List<NewJob> jobs) throws SQLException {
        if (limits.isEmpty()) {
            return;
        }
        Map<String, Long> wanted = jobs.stream()
                .map(job -> job.options().queue())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        for (Map.Entry<String, Long> each : wanted.entrySet()) {
            Integer limit = limits.get(each.getKey());
            if (limit != null) {
                reserve(connection, each.getKey(), limit, each.getValue());
            }
        }
    }

    private void reserve(Connection connection, String queue, int limit, long wanted) throws SQLException {
        QueueDepth depth = depths.computeIfAbsent(queue, name -> new QueueDepth(limit));
        if (depth.isOld()) {
            depth.counted(count(connection, queue, limit));
        }
        if (!depth.hasRoom(wanted) && depth.mayBeLess()) {
            depth.recounted(count(connection, queue, limit));
        }
        if (!depth.enter(wanted)) {
            throw new QueueFullException(queue, depth.depth(), depth.retryAfter());
        }
    }

    private long count(Connection connection, String queue, int limit) throws SQLException {
        long running =
                Sql.number(connection, "select count(*) from " + entries.table(queue) + " where picked = ?", true);
        long all = Sql.number(
                connection,
                "select count(*) from (select 1 as one from headroom_jobs where queue = ? and " + Sql.WAITING
                        + " limit " + (limit + running) + ") waiting",
                queue);
        return Math.max(all - running, 0);
    }

    /** Of one queue. */
    private static final class QueueDepth {

        private static final long REFRESHED = Duration.ofSeconds(1).toNanos();

        /** Those that are refused must not make the store busy with counting. */
        private static final long RECOUNTED = Duration.ofMillis(100).toNanos();

        private static final Duration LEAST = Duration.ofSeconds(1);
        private static final Duration MOST = Duration.ofMinutes(5);

        /** Until somebody has seen the queue become shorter. */
        private static final double FIRST_RATE = 1;

        private final int limit;
        private long depth;
        private long entered;

        /** Since the last count but those in between. */
        private long gone;

        private long countedAt = System.nanoTime() - REFRESHED;
        private long lookedAt = countedAt;
        private double perSecond = FIRST_RATE;

        QueueDepth(int limit) {
            this.limit = limit;
        }

        synchronized boolean isOld() {
            return System.nanoTime() - countedAt >= REFRESHED;
        }

        synchronized void counted(long counted) {
            recounted(counted);
            double left = gone / ((lookedAt - countedAt) / 1e9);
            if (left > 0) {
                perSecond = (perSecond + left) / 2;
            }
            gone = 0;
            countedAt = lookedAt;
        }

        /** Too soon to tell how fast it becomes shorter. */
        synchronized void recounted(long counted) {
            gone += depth + entered - counted;
            depth = counted;
            entered = 0;
            lookedAt = System.nanoTime();
        }

        synchronized boolean mayBeLess() {
            return System.nanoTime() - lookedAt >= RECOUNTED;
        }

        synchronized boolean hasRoom(long wanted) {
            return depth + entered + wanted <= limit;
        }

        synchronized boolean enter(long wanted) {
            if (!hasRoom(wanted)) {
                return false;
            }
            entered += wanted;
            return true;
        }

        synchronized long depth() {
            return depth + entered;
        }

        /** Until a tenth of the queue should have left. */
        synchronized Duration retryAfter() {
            double seconds = Math.ceil(Math.max(limit / 10, 1) / perSecond);
            Duration computed = Duration.ofSeconds((long) Math.min(seconds, (double) MOST.toSeconds()));
            return computed.compareTo(LEAST) < 0 ? LEAST : computed;
        }
    }
}
