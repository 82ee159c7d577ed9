package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.shaded.jdbc.RowMapper;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.model.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Claims queue entries, and reads their jobs, by one statement. */
final class PostgresClaims extends PostgreSqlJdbcCustomization {

    private final String queue;
    private final String sql;
    private final ClaimBudget budget;
    private final StoreParts parts;

    PostgresClaims(QueueSpec queue, ClaimBudget budget, StoreParts parts) {
        super(false, false);
        this.queue = queue.name();
        this.sql = sql(parts.entries().table(this.queue), queue.concurrency());
        this.budget = budget;
        this.parts = parts;
    }

    /**
     * Goes from one priority to the next by the index, so that queue entries whose time has not come are never passed over. The range,
     * which is that of all priorities, tells the planner that they are few: it would make a plan for each limit otherwise.
     *
     * <p>A queue entry that was changed after this statement's snapshot and before it was locked is not found at its place, and left to the next
     * claim: so the job that is read with a queue entry is the one that the queue entry is of now.
     */
    private static String sql(String table, int most) {
        return """
                with recursive levels (priority) as (
                    (select priority from %1$s where not picked order by priority desc limit 1)
                    union all
                    select (select t.priority from %1$s t where not t.picked and t.priority < l.priority
                            order by t.priority desc limit 1)
                    from levels l where l.priority is not null),
                due as (
                    select d.place from levels l cross join lateral (
                        select ctid as place from %1$s
                        where not picked and priority = l.priority and execution_time <= ? and task_name = '%5$s'
                        order by execution_time limit %2$d for update skip locked) d
                    where l.priority between -32768 and 32767 limit ?),
                claimed as (
                    update %1$s t set picked = true, picked_by = ?, last_heartbeat = ?, version = t.version + 1
                    from due where t.ctid = due.place
                    returning t.task_instance, t.execution_time, t.priority, t.version)
                select c.task_instance, c.execution_time, c.priority, c.version%3$s
                from claimed c left join headroom_jobs j
                    on j.id = c.task_instance and j.%4$s and j.revoked < c.version
                order by c.priority desc, c.execution_time""".formatted(table, most, ", " + JobRows.COLUMNS + JobReads.Begun.COLUMNS, Sql.NOT_ENDED, Sql.TASK);
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext context, Instant now, int limit, boolean byPriority) {
        int most = Math.min(limit, budget.free());
        if (most <= 0) {
            return List.of();
        }
        List<Claimed> claimed = context.jdbcRunner.query(
                sql,
                statement -> {
                    setInstant(statement, 1, now);
                    statement.setInt(2, most);
                    statement.setString(3, context.schedulerName.getName());
                    setInstant(statement, 4, now);
                },
                (RowMapper<Claimed>) row -> claimed(row, now));
        hold(claimed);
        budget.add(claimed.size(), claimed.size() == most);
        return claimed.stream().map(Claimed::execution).toList();
    }

    private void hold(List<Claimed> claimed) {
        parts.claims().forgetOldReads();
        for (Claimed each : claimed) {
            parts.claims().add(new HeldClaim(each.claim(), budget, each.job()));
        }
    }

    /**
     * A claim.
     *
     * @param job as it was read with it; null if it may be another one by now
     */
    private record Claimed(Claim claim, Execution execution, JobReads.@Nullable Begun job) {}

    private Claimed claimed(ResultSet row, Instant now) throws SQLException {
        Execution execution = execution(row, now);
        Claim claim = new Claim(JobId.parse(execution.taskInstance.getId()), queue, execution.version);
        if (row.getString("id") == null) {
            return new Claimed(claim, execution, null);
        }
        return new Claimed(
                claim, execution, JobReads.Begun.read(row, parts.clock().now()));
    }

    private Execution execution(ResultSet rows, Instant now) throws SQLException {
        TaskInstance<Void> entry =
                new TaskInstance<>(Sql.TASK, rows.getString("task_instance"), () -> null, rows.getInt("priority"));
        return new Execution(
                getInstant(rows, "execution_time"), entry, true, null, null, null, 0, now, rows.getLong("version"));
    }
}
