package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.AttemptReport;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.ClaimState;
import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.StepResult;
import dev.headroom.jobs.model.JobProgress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is kept of attempts and cron schedules. */
final class RunningJobs {

    private static final String TICK = "update headroom_job_crons set tick = ? where name = ? and tick < ?";
    private static final String FIRST_TICK = "insert into headroom_job_crons (name, tick) values (?, ?) ";

    /** A handler's own transaction may hold the row for long; it is passed over then. */
    private static final String RUNNING =
            "select id from headroom_jobs j where id = ? and revoked < ? and " + Sql.NOT_ENDED
                    + " and exists (select 1 from %s t where t.task_name = ? and t.task_instance = j.id and t.version = ?)"
                    + " for update skip locked";

    /** After it was due, although clocks differ: so it is told from the start of an attempt before. */
    private static final String STARTED = "update headroom_jobs set started_at = greatest(due_at + 1, ?) where id = ?";

    private static final String PROGRESS =
            "update headroom_jobs set progress_done = ?, progress_total = ?, progress_note = ? where id = ?";

    private final StoreConnections connections;
    private final QueueEntries entries;
    private final StoreClock clock;

    RunningJobs(StoreConnections connections, QueueEntries entries, StoreClock clock) {
        this.connections = connections;
        this.entries = entries;
        this.clock = clock;
    }

    Map<Claim, ClaimState> check(Collection<Claim> claims) {
        Map<Claim, ClaimState> states = new HashMap<>();
        claims.forEach(claim -> states.put(claim, ClaimState.LOST));
        Map<String, List<Claim>> byQueues = claims.stream().collect(Collectors.groupingBy(Claim::queue));
        byQueues.forEach((queue, some) -> connections.single("check", connection -> {
            check(connection, queue, some, states);
            return true;
        }));
        return states;
    }

    private void check(Connection connection, String queue, List<Claim> claims, Map<Claim, ClaimState> states)
            throws SQLException {
        Map<String, Claim> byIds =
                claims.stream().collect(Collectors.toMap(claim -> claim.id().toString(), claim -> claim));
        List<Object> values = new ArrayList<>(List.of(Sql.TASK, true));
        values.addAll(byIds.keySet());
        String sql = "select task_instance, version, cancel_requested from " + entries.table(queue)
                + " where task_name = ? and picked = ? and task_instance in (" + Sql.marks(byIds.size()) + ")";
        Sql.list(
                connection,
                row -> {
                    Claim claim = byIds.get(row.getString("task_instance"));
                    if (claim != null && claim.fence() == row.getLong("version")) {
                        boolean stop = row.getBoolean("cancel_requested");
                        states.put(claim, stop ? ClaimState.CANCEL_REQUESTED : ClaimState.OWNED);
                    }
                    return true;
                },
                sql,
                values.toArray());
    }

    void report(Map<Claim, AttemptReport> reports) {
        connections.transaction("report", connection -> {
            for (Map.Entry<Claim, AttemptReport> report : reports.entrySet()) {
                if (isRunning(connection, report.getKey())) {
                    report(connection, report.getKey().id().toString(), report.getValue());
                }
            }
            return true;
        });
    }

    private boolean isRunning(Connection connection, Claim claim) throws SQLException {
        String sql = RUNNING.formatted(entries.table(claim.queue()));
        String id = claim.id().toString();
        return Sql.first(connection, row -> true, sql, id, claim.fence(), Sql.TASK, claim.fence())
                .isPresent();
    }

    private void report(Connection connection, String id, AttemptReport report) throws SQLException {
        Sql.update(connection, STARTED, clock.milliseconds() - report.ran().toMillis(), id);
        if (report.progress().isPresent()) {
            JobProgress said = report.progress().get();
            Sql.update(
                    connection, PROGRESS, said.done(), said.total(), said.note().replace('\0', ' '), id);
        }
    }

    Optional<StepResult> step(Connection connection, Claim claim, String step) throws SQLException {
        return Sql.first(
                connection,
                row -> new StepResult(Optional.ofNullable(row.getString(1)).map(JobData::ofText)),
                "select result from headroom_job_steps where job_id = ? and step = ?",
                claim.id().toString(),
                step);
    }

    /** Of an attempt that holds the job's row. */
    boolean keepStep(Connection connection, Claim claim, String step, StepResult result) throws SQLException {
        Object text = Sql.text(result.data().map(data -> data.text()));
        Sql.update(connection, connections.dialect().keepStep(), claim.id().toString(), step, text);
        return true;
    }

    /** Takes a time of a cron schedule, if nobody has. */
    boolean take(Connection connection, CronTick tick) throws SQLException {
        long time = tick.time().toEpochMilli();
        return Sql.update(connection, TICK, time, tick.name(), time) == 1 || begin(connection, tick.name(), time);
    }

    private boolean begin(Connection connection, String name, long time) throws SQLException {
        try {
            String sql = FIRST_TICK + connections.dialect().passingOver();
            return Sql.update(connection, sql, name, time) == 1;
        } catch (SQLException taken) {
            if (StoreFailures.isTaken(taken)) {
                return false;
            }
            throw taken;
        }
    }

    /** When it began if there was none; it begins now if it is not known. */
    Instant lastTick(String name, Instant now) {
        return connections
                .single("lastTick", connection -> tick(connection, name))
                .or(() -> {
                    connections.single("lastTick", connection -> begin(connection, name, now.toEpochMilli()));
                    return connections.single("lastTick", connection -> tick(connection, name));
                })
                .orElse(now);
    }

    private static Optional<Instant> tick(Connection connection, String name) throws SQLException {
        String sql = "select tick from headroom_job_crons where name = ?";
        return Sql.first(connection, row -> Instant.ofEpochMilli(row.getLong(1)), sql, name);
    }
}
