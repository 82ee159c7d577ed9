package dev.headroom.benchmarks.jobs;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/** The statements of a queue in one table. Ended jobs stay in it, and only the attempt that claimed a job can end it. */
final class HandWrittenSql {

    static final String TABLE = "floor_job";

    static final List<String> DDL = List.of(
            "create table floor_job (id bigint primary key, run_at timestamptz not null, state smallint not null default 0,"
                    + " attempt int not null default 0, claimed_at timestamptz, ended_at timestamptz, payload text not null)",
            "create index floor_job_due on floor_job (run_at, id) where state = 0",
            "create index floor_job_running on floor_job (claimed_at) where state = 1");

    /** Two counts, so that each finds its index. */
    static final String UNFINISHED = "select (select count(*) from floor_job where state = 0 and run_at <= now())"
            + " + (select count(*) from floor_job where state = 1)";

    static final List<String> BACKLOG = List.of(
            "insert into floor_job (id, run_at, payload) select -n, now() + interval '1 day', repeat('x', 200)"
                    + " from generate_series(1, ?) n",
            "insert into floor_job (id, run_at, state, attempt, claimed_at, ended_at, payload)"
                    + " select -1000000000 - n, now() - interval '1 day', 2, 1, now(), now(), repeat('x', 200)"
                    + " from generate_series(1, ?) n");

    private static final String CLAIM = "with due as materialized (select id from floor_job"
            + " where state = 0 and run_at <= now() order by run_at, id limit ? for update skip locked)"
            + " update floor_job j set state = 1, attempt = attempt + 1, claimed_at = now() from due where j.id = due.id"
            + " returning j.id, j.attempt, j.payload";

    private static final String END =
            "update floor_job set state = 2, ended_at = now()" + " where id = ? and attempt = ? and state = 1";

    private static final String END_ALL = "update floor_job j set state = 2, ended_at = now()"
            + " from unnest(?::bigint[], ?::int[]) as e (id, attempt)"
            + " where j.id = e.id and j.attempt = e.attempt and j.state = 1";

    private final DataSource dataSource;

    HandWrittenSql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * An attempt.
     *
     * @param id of the job
     * @param attempt which only this one is
     * @param payload as text
     */
    record Claimed(long id, int attempt, String payload) {}

    void insert(WorkItem item, Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into floor_job (id, run_at, payload) values (?, now(), ?)")) {
            insert.setLong(1, item.number());
            insert.setString(2, item.json());
            insert.executeUpdate();
        }
    }

    void insertAll(List<WorkItem> items) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into floor_job (id, run_at, payload)"
                        + " select e.id, now(), e.payload from unnest(?::bigint[], ?::text[]) as e (id, payload)")) {
            insert.setArray(1, array(connection, "bigint", items, WorkItem::number));
            insert.setArray(2, array(connection, "text", items, WorkItem::json));
            insert.executeUpdate();
        }
    }

    List<Claimed> claim(int most) throws SQLException {
        List<Claimed> claimed = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setInt(1, most);
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    claimed.add(new Claimed(rows.getLong(1), rows.getInt(2), rows.getString(3)));
                }
            }
        }
        return claimed;
    }

    void end(Claimed claimed) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement end = connection.prepareStatement(END)) {
            end.setLong(1, claimed.id());
            end.setInt(2, claimed.attempt());
            end.executeUpdate();
        }
    }

    void endAll(List<Claimed> claimed) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement end = connection.prepareStatement(END_ALL)) {
            end.setArray(1, array(connection, "bigint", claimed, Claimed::id));
            end.setArray(2, array(connection, "int", claimed, Claimed::attempt));
            end.executeUpdate();
        }
    }

    private static <T> Array array(Connection connection, String type, List<T> values, Function<T, Object> element)
            throws SQLException {
        return connection.createArrayOf(type, values.stream().map(element).toArray());
    }
}
