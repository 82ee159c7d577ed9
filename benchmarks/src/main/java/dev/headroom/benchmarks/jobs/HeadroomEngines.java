package dev.headroom.benchmarks.jobs;

import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import dev.headroom.jobs.dbscheduler.DbSchedulerSchema;
import dev.headroom.jobs.model.JobOptions;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** This library's engine on db-scheduler, with its default settings. */
final class HeadroomEngines {

    private static final String TICKETS = "headroom_tickets_" + JobOptions.DEFAULT_QUEUE;

    private static final String JOBS = "insert into headroom_jobs (id, queue, job_type, job_version, payload, priority,"
            + " timeout_ms, retention_ms, state, attempts, revoked, due_at, created_at, started_at, finished_at, expires_at,"
            + " progress_done, progress_total, progress_note) select ";

    private static final String DAY_AHEAD = "(extract(epoch from now() + interval '1 day') * 1000)::bigint";

    /** Of each job of the future, its row and its ticket; of each ended one its row. */
    private static final List<String> BACKLOG = List.of(
            JOBS + id("7") + ", 'default', 'work', 1, repeat('x', 200), 0, 3600000, 604800000, 'SCHEDULED', 0, 0, "
                    + DAY_AHEAD + ", 0, null, null, null, 0, 0, '' from generate_series(1, ?) n",
            "insert into " + TICKETS + " (task_name, task_instance, execution_time, picked, version, priority)"
                    + " select 'headroom', " + id("7")
                    + ", now() + interval '1 day', false, 1, 0 from generate_series(1, ?) n",
            JOBS + id("8")
                    + ", 'default', 'work', 1, repeat('x', 200), 0, 3600000, 604800000, 'SUCCEEDED', 1, 1, 0, 0, 0, 0, "
                    + DAY_AHEAD + ", 0, 0, '' from generate_series(1, ?) n");

    private HeadroomEngines() {}

    /** Inserts ended jobs whose retention has passed. */
    static String expired(int rows) {
        return JOBS + id("9")
                + ", 'default', 'work', 1, repeat('x', 200), 0, 3600000, 0, 'SUCCEEDED', 1, 1, 0, 0, 0, 0, 1, 0, 0, ''"
                + " from generate_series(1, " + rows + ") n";
    }

    private static String id(String digit) {
        return "'00000000-0000-7000-" + digit + "000-' || lpad(to_hex(n), 12, '0')";
    }

    /** Makes the tables. */
    static JobContender on(DataSource dataSource) throws SQLException {
        String ddl = DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.POSTGRESQL, JobOptions.DEFAULT_QUEUE);
        Orders.inTransaction(dataSource, connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(ddl);
            }
        });
        return new HeadroomJobs(new HeadroomJobs.Setup(
                dataSource,
                () -> DbSchedulerEngine.on(dataSource).build(),
                List.of("headroom_jobs", "headroom_job_steps", "headroom_job_keys", TICKETS),
                "select (select count(*) from " + TICKETS + " where picked) + (select count(*) from " + TICKETS
                        + " where not picked and priority = 0 and execution_time <= now() + interval '1 hour')",
                BACKLOG));
    }
}
