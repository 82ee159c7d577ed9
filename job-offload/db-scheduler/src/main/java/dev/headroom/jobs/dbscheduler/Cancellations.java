package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.JobId;
import java.util.Optional;

/** Cancels jobs. One that runs is asked to stop on its queue entry, whose row nobody holds for long. */
final class Cancellations {

    private static final String END =
            "update headroom_jobs set state = 'CANCELLED', finished_at = ?, expires_at = ? + retention_ms,"
                    + " slot = null where id = ? and " + Sql.NOT_ENDED;

    /** So often may a job begin and end an attempt meanwhile. */
    private static final int TRIES = 5;

    private final StoreConnections connections;
    private final QueueEntries entries;
    private final StoreClock clock;

    Cancellations(StoreConnections connections, QueueEntries entries, StoreClock clock) {
        this.connections = connections;
        this.entries = entries;
        this.clock = clock;
    }

    CancelResult cancel(JobId id) {
        for (int tried = 1; tried <= TRIES; tried++) {
            Optional<String> queue = connections.single(
                    "cancel",
                    connection -> Sql.first(
                            connection,
                            row -> row.getString(1),
                            "select queue from headroom_jobs where id = ? and " + Sql.NOT_ENDED,
                            id.toString()));
            if (queue.isEmpty()) {
                return CancelResult.TOO_LATE;
            }
            if (request(id, queue.get())) {
                return CancelResult.REQUESTED;
            }
            if (end(id, queue.get())) {
                return CancelResult.CANCELLED;
            }
        }
        return CancelResult.TOO_LATE;
    }

    private boolean request(JobId id, String queue) {
        String sql = "update " + entries.table(queue)
                + " set cancel_requested = ? where task_name = ? and task_instance = ? and picked = ?";
        return connections.single(
                "cancel", connection -> Sql.update(connection, sql, true, Sql.TASK, id.toString(), true) == 1);
    }

    /** Returns false if it has begun, or ended, meanwhile. */
    private boolean end(JobId id, String queue) {
        String table = entries.table(queue);
        String unpicked = "delete from " + table + " where task_name = ? and task_instance = ? and picked = ?";
        String picked = "select count(*) from " + table + " where task_name = ? and task_instance = ?";
        return connections.transaction("cancel", connection -> {
            Sql.list(connection, row -> true, "select id from headroom_jobs where id = ? for update", id.toString());
            Sql.update(connection, unpicked, Sql.TASK, id.toString(), false);
            if (Sql.number(connection, picked, Sql.TASK, id.toString()) > 0) {
                return false;
            }
            long now = clock.milliseconds();
            return Sql.update(connection, END, now, now, id.toString()) == 1;
        });
    }
}
