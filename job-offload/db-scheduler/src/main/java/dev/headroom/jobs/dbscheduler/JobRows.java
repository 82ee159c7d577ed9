package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.StoredJob;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads rows of jobs. */
final class JobRows {

    /** Of a status. None of them is long. */
    static final String STATUS = "j.id, j.queue, j.job_type, j.state, j.attempts,"
            + " j.due_at, j.created_at, j.started_at, j.finished_at, j.progress_done, j.progress_total, j.progress_note,"
            + " j.problem_kind, j.problem_message";

    static final String COLUMNS = STATUS + ", j.job_version, j.payload, j.context, j.timeout_ms, j.result";

    private JobRows() {}

    /**
     * Reads one.
     *
     * @param running whether its queue entry is picked
     * @param now by the clock of the store
     */
    static StoredJob read(ResultSet row, boolean running, Instant now) throws SQLException {
        Optional<JobData> result = Optional.ofNullable(row.getString("result")).map(JobData::ofText);
        return new StoredJob(
                status(row, running, now),
                row.getInt("job_version"),
                JobData.ofText(row.getString("payload")),
                result,
                ContextText.read(row.getString("context")),
                Duration.ofMillis(row.getLong("timeout_ms")));
    }

    /**
     * Reads what is known of one.
     *
     * @param picked whether its queue entry is
     * @param now by the clock of the store
     */
    static JobStatus status(ResultSet row, boolean picked, Instant now) throws SQLException {
        JobState stored = JobState.valueOf(row.getString("state"));
        boolean running = picked && !stored.isEnd();
        Instant due = Instant.ofEpochMilli(row.getLong("due_at"));
        JobState waiting = stored.isEnd() || due.isAfter(now) ? stored : JobState.READY;
        Optional<String> problem = Optional.ofNullable(row.getString("problem_kind"));
        String message = row.getString("problem_message");
        return new JobStatus(
                id(row),
                row.getString("job_type"),
                row.getString("queue"),
                running ? JobState.RUNNING : waiting,
                row.getInt("attempts") + (running ? 1 : 0),
                new JobProgress(
                        row.getLong("progress_done"), row.getLong("progress_total"), row.getString("progress_note")),
                problem.map(kind -> new JobProblem(kind, message == null ? "" : message)),
                new JobStatus.Times(
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        due,
                        time(row, "started_at").filter(started -> !running || started.isAfter(due)),
                        time(row, "finished_at")));
    }

    static JobId id(ResultSet row) throws SQLException {
        return new JobId(UUID.fromString(row.getString("id")));
    }

    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        long milliseconds = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(milliseconds));
    }
}
