package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.JobId;
import dev.headroom.jobs.JobOptions;
import dev.headroom.jobs.JobState;
import dev.headroom.jobs.engine.Enqueued;
import dev.headroom.jobs.engine.NewJob;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Inserts jobs, and tickets for those that need not wait for others of their key. */
final class Enqueuer {

    private static final String INSERT =
            "insert into headroom_jobs (id, queue, job_type, job_version, payload, context, priority,"
                    + " timeout_ms, retention_ms, unique_key, key_name, key_limit, slot, state, attempts, revoked, due_at, created_at,"
                    + " progress_done, progress_total, progress_note) values (" + Sql.marks(14)
                    + ", 0, 0, ?, ?, 0, 0, '')";

    /** What is over does not exclude others any more. */
    private static final String FREE =
            "update headroom_jobs set unique_key = null where job_type = ? and unique_key = ?"
                    + " and state in ('SUCCEEDED', 'CANCELLED', 'DEAD') and created_at <= ?";

    private static final String SAME = "select id from headroom_jobs where job_type = ? and unique_key = ?";
    private static final int TRIES = 3;

    private final Dialect dialect;
    private final Tickets tickets;
    private final StoreClock clock;

    Enqueuer(Dialect dialect, Tickets tickets, StoreClock clock) {
        this.dialect = dialect;
        this.tickets = tickets;
        this.clock = clock;
    }

    List<Enqueued> enqueue(Connection connection, List<NewJob> jobs) throws SQLException {
        Instant now = clock.now();
        List<Enqueued> enqueued = new ArrayList<>();
        List<NewJob> stored = new ArrayList<>();
        List<NewJob> plain =
                jobs.stream().filter(job -> job.options().unique().isEmpty()).toList();
        insert(connection, plain, now);
        for (NewJob job : jobs) {
            Enqueued each =
                    job.options().unique().isEmpty() ? new Enqueued(job.id(), true) : once(connection, job, now);
            enqueued.add(each);
            if (each.isNew()) {
                stored.add(job);
            }
        }
        insertTickets(connection, stored, now);
        return enqueued;
    }

    private void insert(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        if (jobs.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (NewJob job : jobs) {
                set(statement, job, now);
                if (jobs.size() > 1) {
                    statement.addBatch();
                }
            }
            Tickets.send(statement, jobs.size());
        }
    }

    /** Inserts a job unless there is one that is the same. */
    private Enqueued once(Connection connection, NewJob job, Instant now) throws SQLException {
        JobOptions.Unique unique = job.options().unique().orElseThrow();
        for (int tried = 1; tried <= TRIES; tried++) {
            long before = now.minus(unique.window()).toEpochMilli();
            Sql.update(connection, FREE, job.type(), unique.key(), before);
            if (insertIfAbsent(connection, job, now)) {
                return new Enqueued(job.id(), true);
            }
            // A transaction of the caller's that has begun before the other job was there sees it only by a lock.
            Optional<JobId> same = Sql.first(
                    connection,
                    row -> new JobId(UUID.fromString(row.getString(1))),
                    tried > 1 && !dialect.hasWritingExpressions() ? SAME + " for update" : SAME,
                    job.type(),
                    unique.key());
            if (same.isPresent()) {
                return new Enqueued(same.get(), false);
            }
        }
        throw new SQLException("Another job with the unique key comes and goes.", "40001");
    }

    private boolean insertIfAbsent(Connection connection, NewJob job, Instant now) throws SQLException {
        String sql = INSERT + " " + dialect.passingOver();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, job, now);
            return statement.executeUpdate() == 1;
        } catch (SQLException taken) {
            if (StoreFailures.isTaken(taken)) {
                return false;
            }
            throw taken;
        }
    }

    private static void set(PreparedStatement statement, NewJob job, Instant now) throws SQLException {
        JobOptions options = job.options();
        Instant due = due(options, now);
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
        setKey(statement, options.key().orElse(null));
        statement.setString(14, due.isAfter(now) ? JobState.SCHEDULED.name() : JobState.READY.name());
        statement.setLong(15, due.toEpochMilli());
        statement.setLong(16, now.toEpochMilli());
    }

    private static void setKey(PreparedStatement statement, JobOptions.@Nullable Key key) throws SQLException {
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

    private static Instant due(JobOptions options, Instant now) {
        Optional<JobOptions.Start> start = options.start();
        if (start.isEmpty()) {
            return now;
        }
        return start.get().time().orElseGet(() -> now.plus(start.get().delay().orElse(Duration.ZERO)));
    }

    private void insertTickets(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        Map<String, List<Tickets.Ticket>> byQueues = jobs.stream()
                .filter(job -> job.options().key().isEmpty())
                .collect(Collectors.groupingBy(
                        job -> job.options().queue(),
                        Collectors.mapping(
                                job -> new Tickets.Ticket(
                                        job.id().toString(),
                                        due(job.options(), now),
                                        job.options().priority(),
                                        Tickets.Ticket.FIRST),
                                Collectors.toList())));
        for (Map.Entry<String, List<Tickets.Ticket>> each : byQueues.entrySet()) {
            tickets.insert(connection, each.getKey(), each.getValue());
        }
    }
}
