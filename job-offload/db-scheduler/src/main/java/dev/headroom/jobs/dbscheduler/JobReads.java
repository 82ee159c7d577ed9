package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.JobId;
import dev.headroom.jobs.JobQuery;
import dev.headroom.jobs.JobState;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.StoredJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads jobs. A job runs if its ticket is picked. */
final class JobReads {

    private static final String FIND = "select " + JobRows.COLUMNS + " from headroom_jobs j where j.id = ?";

    private final StoreConnections connections;
    private final Tickets tickets;
    private final StoreClock clock;

    JobReads(StoreConnections connections, Tickets tickets, StoreClock clock) {
        this.connections = connections;
        this.tickets = tickets;
        this.clock = clock;
    }

    Optional<StoredJob> find(JobId id) {
        return connections.single("find", connection -> {
            Instant now = clock.now();
            Optional<StoredJob> waiting =
                    Sql.first(connection, row -> JobRows.read(row, false, now), FIND, id.toString());
            if (waiting.isEmpty() || waiting.get().status().isEnd() || !isPicked(connection, waiting.get())) {
                return waiting;
            }
            // It may have ended in between.
            return Sql.first(connection, row -> JobRows.read(row, true, now), FIND, id.toString());
        });
    }

    private boolean isPicked(Connection connection, StoredJob job) throws SQLException {
        String sql = "select count(*) from " + tickets.table(job.status().queue())
                + " where task_name = ? and task_instance = ? and picked = ?";
        return Sql.number(connection, sql, Sql.TASK, job.status().id().toString(), true) > 0;
    }

    /**
     * A job whose attempt begins.
     *
     * @param key whose limit it shares
     */
    record Begun(StoredJob job, Optional<String> key) {}

    Optional<Begun> begin(Claim claim) {
        String sql =
                "select " + JobRows.COLUMNS + ", j.key_name from headroom_jobs j join " + tickets.table(claim.queue())
                        + " t on t.task_name = ? and t.task_instance = j.id where j.id = ? and t.version = ? and t.picked = ? and j.revoked < ?"
                        + " and j." + Sql.NOT_ENDED;
        return connections.single(
                "begin",
                connection -> Sql.first(
                        connection,
                        row -> new Begun(
                                JobRows.read(row, true, clock.now()), Optional.ofNullable(row.getString("key_name"))),
                        sql,
                        Sql.TASK,
                        claim.id().toString(),
                        claim.fence(),
                        true,
                        claim.fence()));
    }

    List<StoredJob> list(JobQuery query) {
        return connections.single("list", connection -> {
            Instant now = clock.now();
            List<Object> values = new ArrayList<>();
            String sql = "select " + JobRows.COLUMNS + ", r.task_instance as running from headroom_jobs j left join ("
                    + running(connection, query) + ") r on r.task_instance = j.id where " + states(query.states(), now)
                    + conditions(query, values) + " order by j.id desc limit " + query.limit();
            return Sql.list(
                    connection, row -> JobRows.read(row, row.getString("running") != null, now), sql, values.toArray());
        });
    }

    /** There are as many as threads of workers. */
    private String running(Connection connection, JobQuery query) throws SQLException {
        List<String> tables = query.queue().isPresent()
                ? List.of(tickets.table(query.queue().get()))
                : TicketTables.existing(connection);
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
