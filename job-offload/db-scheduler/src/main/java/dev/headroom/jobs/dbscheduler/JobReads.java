package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads jobs. A job runs if its queue entry is picked. */
final class JobReads {

    private static final String ONE = " from headroom_jobs j where j.id = ?";

    private final StoreConnections connections;
    private final QueueEntries entries;
    private final StoreClock clock;

    JobReads(StoreConnections connections, QueueEntries entries, StoreClock clock) {
        this.connections = connections;
        this.entries = entries;
        this.clock = clock;
    }

    Optional<StoredJob> find(JobId id) {
        return one(id, JobRows.COLUMNS, JobRows::read, StoredJob::status);
    }

    Optional<JobStatus> status(JobId id) {
        return one(id, JobRows.STATUS, JobRows::status, status -> status);
    }

    /** Reads a row of a job whose queue entry is picked, or not. */
    private interface Reading<T> {
        T read(ResultSet row, boolean picked, Instant now) throws SQLException;
    }

    private <T> Optional<T> one(JobId id, String columns, Reading<T> reading, Function<T, JobStatus> status) {
        String sql = "select " + columns + ONE;
        return connections.single("find", connection -> {
            Instant now = clock.now();
            Optional<T> waiting = Sql.first(connection, row -> reading.read(row, false, now), sql, id.toString());
            Optional<JobStatus> known = waiting.map(status);
            if (known.isEmpty() || known.get().isEnd() || !isPicked(connection, known.get())) {
                return waiting;
            }
            // It may have ended in between.
            return Sql.first(connection, row -> reading.read(row, true, now), sql, id.toString());
        });
    }

    private boolean isPicked(Connection connection, JobStatus job) throws SQLException {
        String sql = "select count(*) from " + entries.table(job.queue())
                + " where task_name = ? and task_instance = ? and picked = ?";
        return Sql.number(connection, sql, Sql.TASK, job.id().toString(), true) > 0;
    }

    /**
     * A job whose attempt begins.
     *
     * @param key whose limit it shares
     * @param crashes how often in a row its process died while others ran in it
     */
    record Begun(StoredJob job, Optional<String> key, int crashes) {

        /** Columns beside those of the job. */
        static final String COLUMNS = ", j.key_name, j.crashes";

        static Begun read(ResultSet row, Instant now) throws SQLException {
            Optional<String> key = Optional.ofNullable(row.getString("key_name"));
            return new Begun(JobRows.read(row, true, now), key, row.getInt("crashes"));
        }
    }

    Optional<Begun> begin(Claim claim) {
        String sql = "select " + JobRows.COLUMNS + Begun.COLUMNS + " from headroom_jobs j join "
                + entries.table(claim.queue())
                + " t on t.task_name = ? and t.task_instance = j.id where j.id = ? and t.version = ? and t.picked = ? and j.revoked < ?"
                + " and j." + Sql.NOT_ENDED;
        return connections.single(
                "begin",
                connection -> Sql.first(
                        connection,
                        row -> Begun.read(row, clock.now()),
                        sql,
                        Sql.TASK,
                        claim.id().toString(),
                        claim.fence(),
                        true,
                        claim.fence()));
    }

    List<JobStatus> list(JobQuery query) {
        return connections.single("list", connection -> {
            Instant now = clock.now();
            List<Object> values = new ArrayList<>();
            String sql = "select " + JobRows.STATUS + ", r.task_instance as running from headroom_jobs j left join ("
                    + running(connection, query) + ") r on r.task_instance = j.id where " + states(query.states(), now)
                    + conditions(query, values) + " order by j.id desc limit " + query.limit();
            return Sql.list(
                    connection,
                    row -> JobRows.status(row, row.getString("running") != null, now),
                    sql,
                    values.toArray());
        });
    }

    /** There are as many as threads of workers. */
    private String running(Connection connection, JobQuery query) throws SQLException {
        List<String> tables = query.queue().isPresent()
                ? List.of(entries.table(query.queue().get()))
                : QueueTables.existing(connection);
        if (tables.isEmpty()) {
            return "select id as task_instance from headroom_jobs where 1 = 0";
        }
        return tables.stream()
                .map(table -> "select task_instance from " + table + " where picked = true")
                .collect(Collectors.joining(" union all "));
    }

    static String conditions(JobQuery query, List<Object> values) {
        StringBuilder sql = new StringBuilder();
        query.queue().ifPresent(queue -> {
            sql.append(" and j.queue = ?");
            values.add(queue);
        });
        query.type().ifPresent(type -> {
            sql.append(" and j.job_type = ?");
            values.add(type);
        });
        query.before().ifPresent(last -> {
            sql.append(" and j.id < ?");
            values.add(last.toString());
        });
        return sql.toString();
    }

    private static String states(Set<JobState> states, Instant now) {
        if (states.size() == JobState.values().length) {
            return "1 = 1";
        }
        List<String> some = new ArrayList<>();
        Set<JobState> ends = EnumSet.of(JobState.SUCCEEDED, JobState.CANCELLED, JobState.DEAD);
        ends.stream().filter(states::contains).forEach(end -> some.add("j.state = '" + end + "'"));
        if (states.contains(JobState.RUNNING)) {
            some.add("(r.task_instance is not null and j." + Sql.WAITING + ")");
        }
        long time = now.toEpochMilli();
        if (states.contains(JobState.READY)) {
            some.add("(r.task_instance is null and j." + Sql.WAITING + " and (j.state = 'READY' or j.due_at <= " + time
                    + "))");
        }
        Set.of(JobState.SCHEDULED, JobState.RETRYING).stream()
                .filter(states::contains)
                .forEach(later -> some.add(
                        "(r.task_instance is null and j.state = '" + later + "' and j.due_at > " + time + ")"));
        return "(" + String.join(" or ", some) + ")";
    }
}
