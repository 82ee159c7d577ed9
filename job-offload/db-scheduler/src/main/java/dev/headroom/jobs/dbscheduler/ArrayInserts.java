package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Inserts jobs and their queue entries by one statement of PostgreSQL, for all that differ in their payloads only. */
final class ArrayInserts {

    private static final String JOBS =
            "insert into headroom_jobs (id, payload, queue, job_type, job_version, context, priority, timeout_ms, retention_ms,"
                    + " key_name, key_limit, slot, state, attempts, revoked, due_at, created_at,"
                    + " progress_done, progress_total, progress_note)"
                    + " select n.id, n.payload, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, 0, 0, ''"
                    + " from unnest(?::varchar[], ?::text[]) as n (id, payload)";

    private static final String WITH_TICKETS = "with stored as (" + JOBS + " returning id) insert into %s"
            + " (task_name, task_instance, execution_time, picked, version, priority)"
            + " select ?, id, ?, false, ?, ? from stored";

    private final QueueEntries entries;

    ArrayInserts(QueueEntries entries) {
        this.entries = entries;
    }

    /** What jobs of one statement have in common. */
    private record Kind(String type, int version, JobOptions options, Map<String, String> context) {

        static Kind of(NewJob job) {
            return new Kind(job.type(), job.version(), job.options(), job.context());
        }

        boolean isKeyed() {
            return options.concurrencyKey().isPresent();
        }
    }

    /** Whether one statement stores them. */
    static boolean fit(List<NewJob> jobs) {
        Kind first = Kind.of(jobs.get(0));
        return jobs.stream().allMatch(job -> Kind.of(job).equals(first));
    }

    void insert(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        Map<Kind, List<NewJob>> kinds =
                jobs.stream().collect(Collectors.groupingBy(Kind::of, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<Kind, List<NewJob>> each : kinds.entrySet()) {
            insert(connection, each.getKey(), each.getValue(), now);
        }
    }

    /** Jobs with a key get their queue entries later. */
    private void insert(Connection connection, Kind kind, List<NewJob> jobs, Instant now) throws SQLException {
        String sql = kind.isKeyed()
                ? JOBS
                : WITH_TICKETS.formatted(entries.table(kind.options().queue()));
        Instant due = Enqueuer.due(kind.options(), now);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, kind);
            statement.setString(11, due.isAfter(now) ? JobState.SCHEDULED.name() : JobState.READY.name());
            statement.setLong(12, due.toEpochMilli());
            statement.setLong(13, now.toEpochMilli());
            statement.setArray(
                    14, array(connection, "varchar", jobs, job -> job.id().toString()));
            statement.setArray(
                    15, array(connection, "text", jobs, job -> job.payload().text()));
            if (!kind.isKeyed()) {
                statement.setString(16, Sql.TASK);
                entries.setDue(statement, 17, due);
                statement.setLong(18, QueueEntries.Entry.FIRST);
                statement.setInt(19, kind.options().priority());
            }
            statement.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, Kind kind) throws SQLException {
        JobOptions options = kind.options();
        statement.setString(1, options.queue());
        statement.setString(2, kind.type());
        statement.setInt(3, kind.version());
        statement.setString(4, ContextText.write(kind.context()));
        statement.setInt(5, options.priority());
        statement.setLong(6, options.timeout().toMillis());
        statement.setLong(7, options.retention().toMillis());
        JobOptions.ConcurrencyKey key = options.concurrencyKey().orElse(null);
        statement.setString(8, key == null ? null : key.name());
        statement.setObject(9, key == null ? null : key.limit(), Types.INTEGER);
        statement.setObject(10, key == null ? null : 0, Types.INTEGER);
    }

    private static Array array(Connection connection, String type, List<NewJob> jobs, Function<NewJob, String> value)
            throws SQLException {
        return connection.createArrayOf(type, jobs.stream().map(value).toArray());
    }
}
