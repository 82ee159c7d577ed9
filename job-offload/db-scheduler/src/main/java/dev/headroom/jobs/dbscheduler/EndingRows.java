package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Endings of several attempts as columns, for one statement. */
final class EndingRows {

    /**
     * Somebody who holds a job's row, as a handler's own transaction does, is not waited for. A row that was changed after this statement's
     * snapshot is not found at its place, and left out, too. "Offset 0" hides how long the arrays are from
     * the planner, which would make a plan for each length.
     *
     * @param progress whether one of them has said how far it is
     */
    static String sql(String table, boolean progress) {
        return """
                with told as (
                    select t.* from (
                        select ?::varchar[] as c1, ?::bigint[] as c2, ?::varchar[] as c3, ?::int[] as c4, ?::bigint[] as c5,
                            ?::text[] as c6, ?::boolean[] as c7, ?::varchar[] as c8, ?::varchar[] as c9%4$s offset 0) as a,
                        unnest(c1, c2, c3, c4, c5, c6, c7, c8, c9%5$s)
                        as t (id, fence, state, attempts, ran, result, keeps, kind, message%6$s)),
                owned as (
                    select told.*, held.place from told cross join lateral (
                        select j.ctid as place from headroom_jobs j
                        where j.id = told.id and j.revoked < told.fence and j.%2$s
                        and exists (select 1 from %1$s t where t.task_instance = told.id
                            and t.task_name = '%3$s' and t.version = told.fence)
                        for update of j skip locked) held),
                ended as (
                    update headroom_jobs j set state = o.state, attempts = j.attempts + o.attempts,
                        started_at = coalesce(? - o.ran, j.started_at), finished_at = ?, expires_at = ? + j.retention_ms,
                        slot = null, revoked = o.fence, result = o.result,
                        problem_kind = case when o.keeps then j.problem_kind else o.kind end,
                        problem_message = case when o.keeps then j.problem_message else o.message end%7$s
                    from owned o where j.ctid = o.place
                    returning j.id, o.fence),
                gone as (
                    delete from %1$s t using ended e where t.task_instance = e.id
                        and t.task_name = '%3$s' and t.version = e.fence)
                select id, fence from ended""".formatted(
                        table,
                        Sql.NOT_ENDED,
                        Sql.TASK,
                        progress ? ", ?::bigint[] as c10, ?::bigint[] as c11, ?::varchar[] as c12" : "",
                        progress ? ", c10, c11, c12" : "",
                        progress ? ", done, total, note" : "",
                        progress ? PROGRESS : "");
    }

    private static final String PROGRESS = ", progress_done = coalesce(o.done, j.progress_done),"
            + " progress_total = coalesce(o.total, j.progress_total), progress_note = coalesce(o.note, j.progress_note)";

    private final List<Map.Entry<Claim, Ending>> rows;
    private final boolean progress;
    private final long now;

    EndingRows(Map<Claim, Ending> endings, boolean progress, long now) {
        this.rows = List.copyOf(endings.entrySet());
        this.progress = progress;
        this.now = now;
    }

    /**
     * Ends them.
     *
     * @param sql of their table
     * @return those that have ended
     */
    Set<Claim> write(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = setColumns(connection, statement);
            for (int time = 0; time < 3; time++) {
                statement.setLong(next + time, now);
            }
            try (ResultSet ended = statement.executeQuery()) {
                return claims(ended);
            }
        }
    }

    private int setColumns(Connection connection, PreparedStatement statement) throws SQLException {
        List<Column> columns = new ArrayList<>(List.of(
                new Column("varchar", row -> row.getKey().id().toString()),
                new Column("int8", row -> row.getKey().fence()),
                new Column("varchar", row -> row.getValue().state().name()),
                new Column("int4", row -> row.getValue().counts() ? 1 : 0),
                new Column("int8", row -> Endings.ran(row.getValue())),
                new Column(
                        "text",
                        row -> row.getValue().result().map(JobData::text).orElse(null)),
                new Column("bool", row -> Endings.keepsProblem(row.getValue())),
                new Column(
                        "varchar",
                        row -> row.getValue().problem().map(Endings::kind).orElse(null)),
                new Column(
                        "varchar",
                        row -> row.getValue().problem().map(JobProblem::message).orElse(null))));
        if (progress) {
            columns.add(new Column("int8", row -> said(row, JobProgress::done)));
            columns.add(new Column("int8", row -> said(row, JobProgress::total)));
            columns.add(new Column("varchar", row -> said(row, JobProgress::note)));
        }
        int next = 1;
        for (Column column : columns) {
            Object[] values = rows.stream().map(column.value()).toArray();
            statement.setArray(next++, connection.createArrayOf(column.type(), values));
        }
        return next;
    }

    private static <T> @Nullable T said(Map.Entry<Claim, Ending> row, Function<JobProgress, T> part) {
        return row.getValue().progress().map(part).orElse(null);
    }

    /** A value of each row. */
    private record Column(String type, Function<Map.Entry<Claim, Ending>, @Nullable Object> value) {}

    private Set<Claim> claims(ResultSet ended) throws SQLException {
        String queue = rows.get(0).getKey().queue();
        Set<Claim> claims = new HashSet<>();
        while (ended.next()) {
            JobId id = new JobId(UUID.fromString(ended.getString("id")));
            claims.add(new Claim(id, queue, ended.getLong("fence")));
        }
        return claims;
    }
}
