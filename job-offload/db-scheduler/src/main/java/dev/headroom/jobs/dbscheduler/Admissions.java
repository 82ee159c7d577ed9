package dev.headroom.jobs.dbscheduler;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives queue entries to jobs of a key, as many at once as its limit says. Others of the key have no queue entry, so that nobody who looks for work
 * passes by them. The row of the key is locked meanwhile; it is there only as long as somebody needs it.
 */
final class Admissions {

    private static final String LIMIT =
            "select key_limit from headroom_jobs where queue = ? and slot = 0 and key_name = ?"
                    + " order by id desc limit 1";
    private static final String ADMITTED =
            "select count(*) from headroom_jobs where queue = ? and slot = 1 and key_name = ?";
    private static final String NEXT =
            "select id, priority, revoked from headroom_jobs where queue = ? and slot = 0 and key_name = ?"
                    + " and due_at <= ? order by priority desc, due_at, id limit ?";
    private static final String ADMIT = "update headroom_jobs set slot = 1, revoked = ? where id = ? and slot = 0";
    private static final String KEYS =
            "select key_name from headroom_jobs where queue = ? and slot = 0 and due_at <= ? and key_name > ?"
                    + " order by key_name limit 1";

    /** So many keys are looked at in one go. */
    private static final int MOST_KEYS = 500;

    private final StoreConnections connections;
    private final QueueEntries entries;
    private final StoreClock clock;

    Admissions(StoreConnections connections, QueueEntries entries, StoreClock clock) {
        this.connections = connections;
        this.entries = entries;
        this.clock = clock;
    }

    /** A job that may have a queue entry now. */
    private record Next(String id, int priority, long revoked) {

        /** All claims up to here are over. */
        long floor() {
            return QueueEntries.Entry.versionAfter(revoked) - 1;
        }
    }

    /** Admits jobs of all keys of a queue; returns how many. */
    int admit(String queue) {
        int admitted = 0;
        String last = "";
        for (int keys = 0; keys < MOST_KEYS; keys++) {
            String after = last;
            Optional<String> key = connections.single(
                    "admit",
                    connection ->
                            Sql.first(connection, row -> row.getString(1), KEYS, queue, clock.milliseconds(), after));
            if (key.isEmpty()) {
                return admitted;
            }
            last = key.get();
            admitted += admit(queue, last);
        }
        return admitted;
    }

    /** Admits jobs of a key; returns how many. */
    int admit(String queue, String key) {
        if (connections.single("admit", connection -> free(connection, queue, key)) <= 0) {
            return 0;
        }
        return connections.transaction("admit", connection -> {
            try {
                Sql.update(connection, connections.dialect().lockKey(), queue, key);
            } catch (SQLException failure) {
                throw StoreFailures.isTaken(failure)
                        ? new SQLException("Two created the key's row.", "40001", failure)
                        : failure;
            }
            int admitted = 0;
            for (Next next : next(connection, queue, key, free(connection, queue, key))) {
                admitted += admit(connection, queue, next) ? 1 : 0;
            }
            tidy(connection, queue, key);
            return admitted;
        });
    }

    private static long free(Connection connection, String queue, String key) throws SQLException {
        long limit = Sql.number(connection, LIMIT, queue, key);
        return limit == 0 ? 0 : limit - Sql.number(connection, ADMITTED, queue, key);
    }

    private List<Next> next(Connection connection, String queue, String key, long free) throws SQLException {
        if (free <= 0) {
            return new ArrayList<>();
        }
        return Sql.list(
                connection,
                row -> new Next(row.getString("id"), row.getInt("priority"), row.getLong("revoked")),
                NEXT,
                queue,
                key,
                clock.milliseconds(),
                free);
    }

    private boolean admit(Connection connection, String queue, Next next) throws SQLException {
        if (Sql.update(connection, ADMIT, next.floor(), next.id()) == 0) {
            return false; // it was cancelled
        }
        Instant now = clock.now();
        entries.insert(
                connection, queue, List.of(new QueueEntries.Entry(next.id(), now, next.priority(), next.floor() + 1)));
        return true;
    }

    /** The key's row is of no use when no more jobs wait. */
    private static void tidy(Connection connection, String queue, String key) throws SQLException {
        if (Sql.number(connection, LIMIT, queue, key) == 0) {
            Sql.update(connection, "delete from headroom_job_keys where queue = ? and key_name = ?", queue, key);
        }
    }
}
