package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether it is proven that a job killed its process: nothing else ran in it. Queue entries say in which process their jobs run. Before the
 * first of a dead process's queue entries is given to somebody else, all of them are marked, so that the last one is not taken for one that was alone.
 */
final class Suspects {

    /** So often in a row a process may die with a job among others, before the job is run alone. */
    static final int MOST_CRASHES = 2;

    private static final String MARK =
            "update %s set suspect = true where task_name = '" + Sql.TASK + "' and task_instance in (%s)";

    private final StoreConnections connections;
    private final QueueEntries entries;

    Suspects(StoreConnections connections, QueueEntries entries) {
        this.connections = connections;
        this.entries = entries;
    }

    static boolean isToRunAlone(JobReads.Begun begun) {
        return begun.crashes() >= MOST_CRASHES;
    }

    /** Whether the attempt's process died while others ran in it, too. Each statement sees what others have committed. */
    boolean hadCompany(Claim claim) {
        Optional<String> process = process(claim);
        if (process.isEmpty()) {
            return isMarked(claim);
        }
        List<String> tables = connections.single("crashed", QueueTables::existing);
        if (tables.stream().mapToLong(table -> running(table, process.get())).sum() > 1) {
            tables.forEach(table -> mark(table, process.get()));
        }
        return isMarked(claim);
    }

    private Optional<String> process(Claim claim) {
        String sql = "select picked_by from " + entries.table(claim.queue())
                + " where task_name = ? and task_instance = ? and version = ? and suspect is null";
        return connections.single(
                "crashed", connection -> Sql.first(connection, row -> row.getString(1), sql, of(claim)));
    }

    private boolean isMarked(Claim claim) {
        String sql = "select count(*) from " + entries.table(claim.queue())
                + " where task_name = ? and task_instance = ? and version = ? and suspect = true";
        return connections.single("crashed", connection -> Sql.number(connection, sql, of(claim))) == 1;
    }

    private static Object[] of(Claim claim) {
        return new Object[] {Sql.TASK, claim.id().toString(), claim.fence()};
    }

    private long running(String table, String process) {
        String sql = "select count(*) from " + table + " where picked = true and picked_by = ?";
        return connections.single("crashed", connection -> Sql.number(connection, sql, process));
    }

    /** Those that somebody holds end now, or are not heard of either. */
    private void mark(String table, String process) {
        connections.transaction("crashed", connection -> {
            String sql = "select task_instance from " + table
                    + " where picked = true and picked_by = ? for update skip locked";
            Object[] ids =
                    Sql.list(connection, row -> row.getString(1), sql, process).toArray();
            return ids.length > 0 ? Sql.update(connection, MARK.formatted(table, Sql.marks(ids.length)), ids) : 0;
        });
    }
}
