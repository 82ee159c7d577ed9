package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import dev.headroom.jobs.model.InvalidJobException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What databases write differently. */
enum Dialect {
    POSTGRESQL(
            DbSchedulerSchema.Kind.POSTGRESQL,
            "select clock_timestamp()",
            "on conflict do nothing",
            "insert into headroom_job_keys (queue, key_name) values (?, ?)"
                    + " on conflict (queue, key_name) do update set key_name = excluded.key_name",
            "insert into headroom_job_steps (job_id, step, result) values (?, ?, ?)"
                    + " on conflict (job_id, step) do update set result = excluded.result"),
    MARIADB(
            DbSchedulerSchema.Kind.MARIADB,
            "select utc_timestamp(6)",
            "",
            "insert into headroom_job_keys (queue, key_name) values (?, ?)"
                    + " on duplicate key update key_name = values(key_name)",
            "insert into headroom_job_steps (job_id, step, result) values (?, ?, ?)"
                    + " on duplicate key update result = values(result)"),
    H2(
            DbSchedulerSchema.Kind.H2,
            "select current_timestamp(6)",
            "",
            "merge into headroom_job_keys (queue, key_name) key (queue, key_name) values (?, ?)",
            "merge into headroom_job_steps (job_id, step, result) key (job_id, step) values (?, ?, ?)");

    private final DbSchedulerSchema.Kind kind;
    private final String now;
    private final String passingOver;
    private final String lockKey;
    private final String keepStep;

    Dialect(DbSchedulerSchema.Kind kind, String now, String passingOver, String lockKey, String keepStep) {
        this.kind = kind;
        this.now = now;
        this.passingOver = passingOver;
        this.lockKey = lockKey;
        this.keepStep = keepStep;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            case "h2" -> H2;
            default ->
                throw new InvalidJobException("DbSchedulerEngine.on(dataSource): it is a database of " + product
                        + "; this engine knows PostgreSQL, MariaDB and H2.");
        };
    }

    DbSchedulerSchema.Kind kind() {
        return kind;
    }

    /** Selects the time. */
    String now() {
        return now;
    }

    /**
     * Added to an insert that may find its unique key taken. Only PostgreSQL needs it: there a failed statement takes its transaction
     * with it, and elsewhere the exception is caught.
     */
    String passingOver() {
        return passingOver;
    }

    /** Creates the row of a key if it is not there, and locks it. */
    String lockKey() {
        return lockKey;
    }

    /** Inserts or updates a step. */
    String keepStep() {
        return keepStep;
    }

    /** Whether one statement can end a job and take its queue entry away. */
    boolean hasWritingExpressions() {
        return this == POSTGRESQL;
    }

    /** Whether a transaction says its isolation itself; a setting of the session would be lost behind a pool that shares sessions. */
    boolean setsIsolationInTransactions() {
        return this == POSTGRESQL;
    }

    /** Whether db-scheduler claims queue entries by {@code FOR UPDATE SKIP LOCKED} here. */
    boolean locksQueueEntries() {
        return this == POSTGRESQL;
    }

    JdbcCustomization customization() {
        return switch (this) {
            case POSTGRESQL -> new PostgreSqlJdbcCustomization(false, false);
            case MARIADB -> new MariadbTimes();
            case H2 -> new DefaultJdbcCustomization(false);
        };
    }
}
