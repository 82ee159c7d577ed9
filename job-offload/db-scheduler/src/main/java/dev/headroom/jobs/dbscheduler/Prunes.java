package dev.headroom.jobs.dbscheduler;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Deletes jobs whose retention has passed, in short transactions. Each goes on in the index where the one before has ended: while an old
 * transaction keeps the server from cleaning up, it would pass over all that was deleted before. Safe for use by many threads.
 */
final class Prunes {

    private static final int AT_ONCE = 1_000;

    /** From the beginning are those found that somebody held, or whose end was committed late. */
    private static final long FROM_THE_BEGINNING = Duration.ofMinutes(10).toNanos();

    private static final String EXPIRED = " from headroom_jobs where expires_at >= ? and expires_at <= ?"
            + " order by expires_at limit %d for update skip locked";

    /** Rows are deleted where they were locked. The limit is in the text, so that plans are made for few rows. */
    private static final String DELETE = "with expired as (select ctid as place" + EXPIRED + "),"
            + " gone as (delete from headroom_jobs j using expired e where j.ctid = e.place returning j.id, j.expires_at),"
            + " steps as (delete from headroom_job_steps s using gone g where s.job_id = g.id)"
            + " select count(*) as jobs, max(expires_at) as last_expired from gone";

    /** It reads the index in its order: on old statistics it would read all that have expired, and sort them, for each thousand. */
    private static final String IN_ORDER = "set local enable_sort = off";

    private final StoreConnections connections;
    private final StoreClock clock;

    /** Guarded by this, as the next. */
    private long from;

    private long began = System.nanoTime();

    Prunes(StoreConnections connections, StoreClock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    /** Until none is left, the limit is reached, or the thread is interrupted; returns how many. */
    int prune(int limit) {
        int all = 0;
        int most;
        int deleted;
        do {
            most = Math.min(limit - all, AT_ONCE);
            deleted = most > 0 ? pruneSome(most) : 0;
            all += deleted;
        } while (deleted == AT_ONCE && !Thread.currentThread().isInterrupted());
        return all;
    }

    private int pruneSome(int most) {
        long start = start();
        boolean one = connections.dialect().hasWritingExpressions();
        Pruned pruned = connections.transaction(
                "prune", connection -> one ? byOneStatement(connection, start, most) : byIds(connection, start, most));
        goOn(pruned.last());
        return pruned.jobs();
    }

    private synchronized long start() {
        if (System.nanoTime() - began >= FROM_THE_BEGINNING) {
            began = System.nanoTime();
            from = 0;
        }
        return from;
    }

    private synchronized void goOn(long last) {
        from = Math.max(from, last);
    }

    /**
     * What one transaction has deleted.
     *
     * @param last when the last of them had expired; 0 if there was none
     */
    private record Pruned(int jobs, long last) {}

    private Pruned byOneStatement(Connection connection, long start, int most) throws SQLException {
        Sql.update(connection, IN_ORDER);
        return Sql.first(
                        connection,
                        row -> new Pruned(row.getInt("jobs"), row.getLong("last_expired")),
                        DELETE.formatted(most),
                        start,
                        clock.milliseconds())
                .orElseThrow();
    }

    private record Expired(String id, long time) {}

    private Pruned byIds(Connection connection, long start, int most) throws SQLException {
        List<Expired> expired = Sql.list(
                connection,
                row -> new Expired(row.getString("id"), row.getLong("expires_at")),
                ("select id, expires_at" + EXPIRED).formatted(most),
                start,
                clock.milliseconds());
        if (expired.isEmpty()) {
            return new Pruned(0, 0);
        }
        delete(connection, "delete from headroom_job_steps where job_id = ?", expired);
        delete(connection, "delete from headroom_jobs where id = ?", expired);
        return new Pruned(expired.size(), expired.get(expired.size() - 1).time());
    }

    /** One by one in a batch: H2 compares each row with each of a list. */
    private static void delete(Connection connection, String sql, List<Expired> expired) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Expired job : expired) {
                statement.setString(1, job.id());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
