package dev.headroom.benchmarks.jobs;

import dev.headroom.jobs.JobOptions;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import dev.headroom.jobs.dbscheduler.DbSchedulerSchema;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** This library with its engine on db-scheduler, as it is by default. */
final class DurableJobs {

    private static final String COLUMNS =
            "id, queue, job_type, job_version, payload, priority, timeout_ms, retention_ms, state,"
                    + " attempts, revoked, due_at, created_at, finished_at, expires_at, progress_done, progress_total, progress_note";

    private static final String NOW = "(extract(epoch from now()) * 1000)::bigint";
    private static final String DAY = "86400000";

    private DurableJobs() {}

    static HeadroomJobs of(DataSource dataSource) throws SQLException {
        Orders.inTransaction(dataSource, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.POSTGRESQL, JobOptions.DEFAULT_QUEUE));
            }
        });
        return new HeadroomJobs(new HeadroomJobs.Setup(
                dataSource,
                () -> DbSchedulerEngine.on(dataSource).build(),
                List.of("headroom_jobs", "headroom_tickets_default"),
                "select count(*) from headroom_jobs where state in ('READY', 'SCHEDULED', 'RETRYING') and due_at <= "
                        + NOW,
                backlog()));
    }

    /** Jobs of tomorrow with their tickets, and jobs that have ended. */
    private static List<String> backlog() {
        return List.of(
                "insert into headroom_jobs (" + COLUMNS
                        + ") select 'later-' || n, 'default', 'work', 1, repeat('x', 200), 0,"
                        + " 3600000, 604800000, 'SCHEDULED', 0, 0, " + NOW + " + " + DAY + ", " + NOW
                        + ", null, null, 0, 0, '' from generate_series(1, ?) n",
                "insert into headroom_tickets_default (task_name, task_instance, execution_time, picked, version, priority)"
                        + " select 'headroom', 'later-' || n, now() + interval '1 day', false, 1, 0 from generate_series(1, ?) n",
                "insert into headroom_jobs (" + COLUMNS
                        + ") select 'ended-' || n, 'default', 'work', 1, repeat('x', 200), 0,"
                        + " 3600000, 604800000, 'SUCCEEDED', 1, 0, " + NOW + ", " + NOW + ", " + NOW + ", " + NOW
                        + " + " + DAY
                        + ", 0, 0, '' from generate_series(1, ?) n");
    }
}
