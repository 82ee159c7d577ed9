package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Has dead jobs run again, unless another with their unique key has not ended, and gives queue entries to jobs that have lost theirs. */
final class Redrives {

    private static final String REDRIVE =
            "update headroom_jobs set state = 'READY', attempts = 0, crashes = null, due_at = ?, finished_at = null,"
                    + " unique_key = coalesce(unique_key, freed_key), freed_key = null, expires_at = null, slot = case when key_name is null then null else 0 end, revoked = ?"
                    + " where id = ? and revoked = ? and state = 'DEAD'";

    /** Of others with its unique key none has it any more that has ended. */
    private static final String FREE = "update headroom_jobs set freed_key = unique_key, unique_key = null"
            + " where job_type = ? and unique_key = ? and state in ('SUCCEEDED', 'CANCELLED', 'DEAD')";

    private static final String TAKEN = "select id from headroom_jobs where job_type = ? and unique_key = ? for update";
    private static final String EXCLUDED =
            " and not exists (select 1 from headroom_jobs o where o.job_type = j.job_type"
                    + " and o.unique_key = j.freed_key and o." + Sql.WAITING + ")";
    private static final String REVOKE =
            "update headroom_jobs set revoked = ? where id = ? and revoked = ? and " + Sql.NOT_ENDED;

    private final StoreConnections connections;
    private final QueueEntries entries;
    private final StoreClock clock;

    Redrives(StoreConnections connections, QueueEntries entries, StoreClock clock) {
        this.connections = connections;
        this.entries = entries;
        this.clock = clock;
    }

    /**
     * A job without a queue entry.
     *
     * @param due when it may run
     */
    private record Idle(String id, String queue, int priority, long revoked, boolean keyed, Instant due) {

        static Idle read(ResultSet row) throws SQLException {
            return new Idle(
                    row.getString("id"),
                    row.getString("queue"),
                    row.getInt("priority"),
                    row.getLong("revoked"),
                    row.getString("key_name") != null,
                    Instant.ofEpochMilli(row.getLong("due_at")));
        }

        long floor() {
            return QueueEntries.Entry.versionAfter(revoked) - 1;
        }

        QueueEntries.Entry entry(Instant time) {
            return new QueueEntries.Entry(id, time, priority, floor() + 1);
        }
    }

    /** What was redriven. */
    record Redriven(int count, Set<String> queues) {}

    /** Locks no job but those that it redrives: MariaDB locks all that it reads, and a handler's transaction may hold some of them for long. */
    Redriven redrive(JobQuery query) {
        if (!query.states().contains(JobState.DEAD)) {
            return new Redriven(0, Set.of());
        }
        List<Object> values = new ArrayList<>();
        String sql = "select j.id, j.queue, j.priority, j.revoked, j.key_name, j.due_at, j.job_type, j.freed_key"
                + " from headroom_jobs j where j.state = 'DEAD'" + JobReads.conditions(query, values) + EXCLUDED
                + " order by j.id desc limit " + query.limit();
        return connections.transaction("redrive", connection -> {
            Set<String> queues = new TreeSet<>();
            int redriven = 0;
            for (Dead job : Sql.list(connection, Dead::read, sql, values.toArray())) {
                if (redrive(connection, job)) {
                    redriven++;
                    queues.add(job.idle().queue());
                }
            }
            return new Redriven(redriven, queues);
        });
    }

    /**
     * A dead job.
     *
     * @param freedKey the unique key that it had until another took it
     */
    private record Dead(Idle idle, String type, @Nullable String freedKey) {

        static Dead read(ResultSet row) throws SQLException {
            return new Dead(Idle.read(row), row.getString("job_type"), row.getString("freed_key"));
        }
    }

    private boolean redrive(Connection connection, Dead job) throws SQLException {
        if (job.freedKey() != null && !takeKey(connection, job.type(), job.freedKey())) {
            return false;
        }
        Instant now = clock.now();
        Idle idle = job.idle();
        try {
            if (Sql.update(connection, REDRIVE, now.toEpochMilli(), idle.floor(), idle.id(), idle.revoked()) == 0) {
                return false; // somebody else has redriven it
            }
        } catch (SQLException failure) {
            throw StoreFailures.isTaken(failure)
                    ? new SQLException("Another job with the unique key has just come.", "40001", failure)
                    : failure;
        }
        if (!idle.keyed()) {
            entries.insert(connection, idle.queue(), List.of(idle.entry(now)));
        }
        return true;
    }

    /** Returns false if a job has it that has not ended. */
    private static boolean takeKey(Connection connection, String type, String key) throws SQLException {
        Sql.update(connection, FREE, type, key);
        return Sql.first(connection, row -> true, TAKEN, type, key).isEmpty();
    }

    /** Where a search for lost queue entries goes on; and how many it has found. */
    record Searched(String last, int found) {}

    /**
     * Gives queue entries to jobs of a queue that have none, and do not wait for others of their key.
     *
     * @param after the id after which to look
     * @param most how many jobs to look at
     */
    Searched restore(String queue, String after, int most) {
        String page = "select id from headroom_jobs where queue = ? and " + Sql.WAITING
                + " and id > ? order by id limit " + most;
        List<String> ids = connections.single(
                "restore", connection -> Sql.list(connection, row -> row.getString(1), page, queue, after));
        if (ids.isEmpty()) {
            return new Searched("", 0);
        }
        String last = ids.get(ids.size() - 1);
        int found = connections.transaction("restore", connection -> restore(connection, queue, after, last));
        return new Searched(ids.size() < most ? "" : last, found);
    }

    private int restore(Connection connection, String queue, String after, String last) throws SQLException {
        String lost = "select id, queue, priority, revoked, key_name, due_at from headroom_jobs j where queue = ? and "
                + Sql.WAITING
                + " and id > ? and id <= ? and (slot is null or slot = 1) and not exists (select 1 from "
                + entries.table(queue)
                + " t where t.task_name = ? and t.task_instance = j.id)";
        int found = 0;
        for (Idle job : Sql.list(connection, Idle::read, lost, queue, after, last, Sql.TASK)) {
            if (Sql.update(connection, REVOKE, job.floor(), job.id(), job.revoked()) == 1) {
                entries.insert(connection, queue, List.of(job.entry(job.due())));
                found++;
            }
        }
        return found;
    }
}
