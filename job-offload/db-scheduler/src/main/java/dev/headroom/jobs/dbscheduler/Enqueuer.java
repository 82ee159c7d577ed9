package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.NewJob;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Inserts jobs, and queue entries for those that need not wait for others of their key. */
final class Enqueuer {

    /** What is over does not exclude others any more. */
    private static final String FREE =
            "update headroom_jobs set freed_key = unique_key, unique_key = null where job_type = ? and unique_key = ?"
                    + " and state in ('SUCCEEDED', 'CANCELLED', 'DEAD') and created_at <= ?";

    private static final String SAME = "select id from headroom_jobs where job_type = ? and unique_key = ?";
    private static final int TRIES = 3;

    private final Dialect dialect;
    private final RowInserts rows;
    private final ArrayInserts arrays;

    Enqueuer(Dialect dialect, QueueEntries entries) {
        this.dialect = dialect;
        this.rows = new RowInserts(dialect, entries);
        this.arrays = new ArrayInserts(entries);
    }

    /** Whether one statement stores them. */
    boolean needsNoTransaction(List<NewJob> jobs) {
        return dialect.hasWritingExpressions()
                && jobs.stream().allMatch(job -> job.options().unique().isEmpty())
                && ArrayInserts.fit(jobs);
    }

    List<Enqueued> enqueue(Connection connection, List<NewJob> jobs) throws SQLException {
        Instant now = jobs.get(0).created();
        insert(
                connection,
                jobs.stream().filter(job -> job.options().unique().isEmpty()).toList(),
                now);
        List<Enqueued> enqueued = new ArrayList<>();
        for (NewJob job : jobs) {
            boolean plain = job.options().unique().isEmpty();
            enqueued.add(plain ? new Enqueued(job.id(), true) : once(connection, job, now));
        }
        return enqueued;
    }

    private void insert(Connection connection, List<NewJob> jobs, Instant now) throws SQLException {
        if (jobs.isEmpty()) {
            return;
        }
        if (dialect.hasWritingExpressions()) {
            arrays.insert(connection, jobs, now);
        } else {
            rows.insert(connection, jobs, now);
        }
    }

    /** Inserts a job unless there is one that is the same. */
    private Enqueued once(Connection connection, NewJob job, Instant now) throws SQLException {
        JobOptions.Unique unique = job.options().unique().orElseThrow();
        for (int tried = 1; tried <= TRIES; tried++) {
            long before = now.minus(unique.window()).toEpochMilli();
            Sql.update(connection, FREE, job.type(), unique.key(), before);
            if (rows.insertIfAbsent(connection, job, now)) {
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

    static Instant due(JobOptions options, Instant now) {
        Optional<JobOptions.Start> start = options.start();
        if (start.isEmpty()) {
            return now;
        }
        return start.get().time().orElseGet(() -> now.plus(start.get().delay().orElse(Duration.ZERO)));
    }
}
