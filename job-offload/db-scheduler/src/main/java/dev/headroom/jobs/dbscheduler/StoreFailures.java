package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.model.JobStoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What failures of the database mean. (PostgreSQL manual, appendix A; MariaDB error codes; H2 {@code ErrorCode}.) */
final class StoreFailures {

    /** A table is missing, as PostgreSQL says it. */
    static final String MISSING = "42P01";

    private static final Set<String> NO_TABLE = Set.of(MISSING, "42S02", "42S03", "42S04");
    private static final Pattern TABLE = Pattern.compile(
            "headroom_(jobs|job_steps|job_keys|job_crons|job_queues|tickets_[a-z0-9_]+)\\b", Pattern.CASE_INSENSITIVE);
    private static final int LOCK_TIMEOUT_OF_H2 = 50_200;

    /** Lock wait timeout; record changed since the snapshot. */
    private static final Set<Integer> LOCK_WAITS_OF_MARIADB = Set.of(1205, 1020);

    /** The first that fits counts. */
    private static final List<Reason> REASONS = List.of(
            new Reason("42501", "the database refuses this user. Grant what reads and writes the tables headroom_…"),
            new Reason("42703", Reason.COLUMN),
            new Reason("42S22", Reason.COLUMN),
            new Reason(
                    "22",
                    "a value does not fit its column. Shorten it; PostgreSQL does not store the character U+0000 either"),
            new Reason("25006", "the database only reads. Give the engine one that writes, such as the primary server"),
            new Reason("25P02", "a statement of this transaction failed before. Roll it back"),
            new Reason("53", "the server has no room, for instance for more connections. See the cause"),
            new Reason("57014", "the server broke off the statement, for instance by statement_timeout. Try again"),
            new Reason("28", "the database refuses the user or the password. Mend the data source"),
            new Reason("08", "the connection was lost, so that it may have been done. See the cause, and try again"));

    private StoreFailures() {}

    /**
     * What to say of some failures.
     *
     * @param state how their SQLStates begin
     */
    private record Reason(String state, String text) {

        static final String COLUMN = "a column is missing, so the tables are of another version. Compare your migration"
                + " with the text of DbSchedulerSchema.ddl(…)";
    }

    /** Lost against another transaction, and rolled back. */
    static boolean isContention(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return false;
        }
        return switch (state) {
            case "40001", "40P01", "55P03" -> true;
            case "HYT00" -> failure.getErrorCode() == LOCK_TIMEOUT_OF_H2;
            case "HY000" -> LOCK_WAITS_OF_MARIADB.contains(failure.getErrorCode());
            default -> false;
        };
    }

    /** A unique key is taken. */
    static boolean isTaken(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("23");
    }

    static JobStoreException of(String what, SQLException failure, Dialect dialect) {
        String message = failure.getMessage() == null ? "" : failure.getMessage();
        Matcher table = TABLE.matcher(message);
        if (failure.getSQLState() != null && NO_TABLE.contains(failure.getSQLState()) && table.find()) {
            String name = table.group().toLowerCase(Locale.ROOT);
            String text = name.startsWith(QueueTables.PREFIX) ? "queueDdl(" : "ddl(";
            return new JobStoreException(
                    what + ": the table " + name
                            + " is missing. Create it by a migration with the text of DbSchedulerSchema." + text
                            + dialect.kind() + ", <names of queues>).",
                    failure);
        }
        return new JobStoreException(what + ": " + reason(failure) + " (" + code(failure) + ").", failure);
    }

    /** Before it is known what the database is. */
    static JobStoreException unreachable(String what, SQLException failure) {
        return new JobStoreException(what + ": " + reason(failure) + " (" + code(failure) + ").", failure);
    }

    /** Data sources often have none. */
    private static String code(SQLException failure) {
        String state = failure.getSQLState();
        return state == null ? failure.getClass().getName() : "SQLState " + state;
    }

    /** What happened, and what to do. The message of the driver, which may hold values, is left to the cause. */
    private static String reason(SQLException failure) {
        String state = failure.getSQLState();
        if (failure instanceof SQLTransientConnectionException || state == null) {
            return "the data source gave no connection. See the cause; if all of its pool were in use, enlarge it, or give"
                    + " the engine a pool of its own";
        }
        if (isContention(failure)) {
            return "other transactions were faster, again and again. Try again";
        }
        return REASONS.stream()
                .filter(reason -> state.startsWith(reason.state()))
                .findFirst()
                .map(Reason::text)
                .orElse("the database failed. See the cause");
    }
}
