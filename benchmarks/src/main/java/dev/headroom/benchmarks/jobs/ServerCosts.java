package dev.headroom.benchmarks.jobs;

import java.sql.SQLException;
import java.util.List;

/**
 * What something costs the server.
 *
 * @param statements that it ran, without those that begin and end transactions; each row of a JDBC batch is one
 * @param walBytes that it wrote ahead
 * @param deadRows in the tables at the end; below 0 if nobody counted
 */
record ServerCosts(long statements, long walBytes, long deadRows) {

    static final ServerCosts NONE = new ServerCosts(0, 0, -1);

    private static final String COSTS = """
            select (select coalesce(sum(calls), 0) from pg_stat_statements s
                     where s.dbid = (select oid from pg_database where datname = current_database())
                       and s.query !~* '^\\s*(begin|start transaction|commit|rollback|set|show)'),
                   pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint
            """;

    /** All until now. */
    static ServerCosts now(JobDatabase database) throws SQLException {
        List<Long> costs = database.numbers(COSTS, 2);
        return new ServerCosts(costs.get(0), costs.get(1), -1);
    }

    ServerCosts minus(ServerCosts before) {
        return new ServerCosts(statements - before.statements, walBytes - before.walBytes, deadRows);
    }

    ServerCosts plus(ServerCosts other) {
        return new ServerCosts(
                statements + other.statements, walBytes + other.walBytes, Math.max(deadRows, other.deadRows));
    }

    ServerCosts deadRows(long counted) {
        return new ServerCosts(statements, walBytes, counted);
    }
}
