package dev.headroom.jobs.dbscheduler;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.FaultyDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** A database with the tables of the text that users copy. */
public final class TestStore {

    static final Duration HEARTBEAT = Duration.ofMillis(250);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<String> TABLES = List.of(
            "headroom_tickets_default",
            "headroom_tickets_reports",
            "headroom_tickets_narrow",
            "headroom_job_steps",
            "headroom_job_keys",
            "headroom_job_crons",
            "headroom_jobs",
            "effects");

    final DatabaseKind kind;
    final Database database;
    final DataSource dataSource;
    final FaultyDataSource faults;

    public TestStore(Database database) {
        this.database = database;
        kind = database.kind();
        dataSource = database.dataSource();
        faults = new FaultyDataSource(dataSource);
        String ddl = DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.valueOf(kind.name()), "default", "reports", "narrow");
        executeAll(ddl);
        execute("create table effects (name varchar(100))");
    }

    DbSchedulerEngine.Builder builder() {
        return builder(dataSource);
    }

    static DbSchedulerEngine.Builder builder(DataSource of) {
        return DbSchedulerEngine.on(of)
                .limit("narrow", 5)
                .pollInterval(POLL)
                .heartbeat(HEARTBEAT)
                .search(POLL);
    }

    DbSchedulerEngine engine() {
        return builder().build();
    }

    /** A store's parts without the threads of an engine. */
    static StoreParts parts(DataSource of) {
        try (Connection connection = of.getConnection()) {
            StoreConnections connections = new StoreConnections(of, Dialect.of(connection), false);
            StoreClock clock = new StoreClock();
            StoreClocks.set(connections, clock);
            return StoreParts.of(connections, clock, Map.of());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void clear() {
        faults.reset();
        TABLES.forEach(table -> execute("delete from " + table));
    }

    long count(String table, String where) {
        return query("select count(*) from " + table + " where " + where)
                .map(Long::parseLong)
                .orElseThrow();
    }

    Optional<String> query(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    void executeAll(String statements) {
        Pattern.compile(";\\s*\n")
                .splitAsStream(statements)
                .filter(sql -> !sql.isBlank())
                .forEach(this::execute);
    }

    int execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }
}
