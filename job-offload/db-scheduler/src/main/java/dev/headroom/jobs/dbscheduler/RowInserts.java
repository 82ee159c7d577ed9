package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Inserts jobs row by row, and queue entries for those that need not wait for others of their key. */
final class RowInserts {

    private static final String INSERT =
            "insert into headroom_jobs (id, queue, job_type, job_version, payload, context, priority,"
                    + " timeout_ms, retention_ms, unique_key, key_name, key_limit, slot, state, attempts, revoked, due_at, created_at,"
                    + " progress_done, progress_total, progress_note) values (" + Sql.marks(14)
                    + ", 0, 0, ?, ?, 0, 0, '')";

    private final Dialect dialect;
    private final QueueEntries entries;

    RowInserts(Dialect dialect, QueueEntries entries) {
        this.dialect = dialect;
        this.entries = entries;
    }

    void insert(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (NewJob job : jobs) {
                set(statement, job, now);
                if (jobs.size() > 1) {
                    statement.addBatch();
                }
            }
            QueueEntries.send(statement, jobs.size());
        }
        insertEntries(connection, jobs, now);
    }

    /** With its queue entry; returns false if the unique key is taken. */
    boolean insertIfAbsent(Connection connection, NewJob job, Instant now) throws SQLException {
        String sql = INSERT + " " + dialect.passingOver();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, job, now);
            if (statement.executeUpdate() == 0) {
                return false;
            }
        } catch (SQLException taken) {
            if (StoreFailures.isTaken(taken)) {
                return false;
            }
            throw taken;
        }
        insertEntries(connection, List.of(job), now);
        return true;
    }

    private static void set(PreparedStatement statement, NewJob job, Instant now) throws SQLException {
        JobOptions options = job.options();
        Instant due = Enqueuer.due(options, now);
        statement.setString(1, job.id().toString());
        statement.setString(2, options.queue());
        statement.setString(3, job.type());
        statement.setInt(4, job.version());
        statement.setString(5, job.payload().text());
        statement.setString(6, ContextText.write(job.context()));
        statement.setInt(7, options.priority());
        statement.setLong(8, options.timeout().toMillis());
        statement.setLong(9, options.retention().toMillis());
        statement.setString(10, options.unique().map(JobOptions.Unique::key).orElse(null));
        setKey(statement, options.concurrencyKey().orElse(null));
        statement.setString(14, due.isAfter(now) ? JobState.SCHEDULED.name() : JobState.READY.name());
        statement.setLong(15, due.toEpochMilli());
        statement.setLong(16, now.toEpochMilli());
    }

    private static void setKey(PreparedStatement statement, JobOptions.@Nullable ConcurrencyKey key) throws SQLException {
        if (key == null) {
            statement.setNull(11, Types.VARCHAR);
            statement.setNull(12, Types.INTEGER);
            statement.setNull(13, Types.INTEGER);
        } else {
            statement.setString(11, key.name());
            statement.setInt(12, key.limit());
            statement.setInt(13, 0);
        }
    }

    private void insertEntries(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        Map<String, List<QueueEntries.Entry>> byQueues = jobs.stream()
                .filter(job -> job.options().concurrencyKey().isEmpty())
                .collect(Collectors.groupingBy(
                        job -> job.options().queue(),
                        Collectors.mapping(
                                job -> new QueueEntries.Entry(
                                        job.id().toString(),
                                        Enqueuer.due(job.options(), now),
                                        job.options().priority(),
                                        QueueEntries.Entry.FIRST),
                                Collectors.toList())));
        for (Map.Entry<String, List<QueueEntries.Entry>> each : byQueues.entrySet()) {
            entries.insert(connection, each.getKey(), each.getValue());
        }
    }
}
