package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Execution;
import java.time.Instant;
import java.util.List;

/**
 * Claims no more tickets than it shall. In db-scheduler's statement the subquery with the limit is part of a join, and a plan may run it
 * once for each ticket of the table; a common table expression that locks rows is run once. (PostgreSQL manual, 7.8.)
 */
final class PostgresqlTickets extends PostgreSqlJdbcCustomization {

    PostgresqlTickets() {
        super(false, false);
    }

    @Override
    public List<Execution> lockAndFetchSingleStatement(
            JdbcTaskRepositoryContext context, Instant now, int limit, boolean byPriority) {
        String order = byPriority ? "priority desc, execution_time" : "execution_time";
        String sql = """
                with due as materialized (
                    select task_name, task_instance from %1$s where task_name = ? and picked = false and execution_time <= ?
                    order by %2$s for update skip locked limit %3$d),
                claimed as (
                    update %1$s t set picked = true, picked_by = ?, last_heartbeat = ?, version = version + 1
                    from due where t.task_name = due.task_name and t.task_instance = due.task_instance
                    returning t.*)
                select * from claimed order by %2$s""".formatted(context.tableName, order, limit);
        return context.jdbcRunner.query(
                sql,
                statement -> {
                    statement.setString(1, Sql.TASK);
                    setInstant(statement, 2, now);
                    statement.setString(3, context.schedulerName.getName());
                    setInstant(statement, 4, now);
                },
                context.resultSetMapper.get());
    }
}
