package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.JobStoreException;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What failures of the database mean. (PostgreSQL manual, appendix A; MariaDB error codes; H2 {@code ErrorCode}.) */
final class StoreFailures {

    private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");
    private static final Pattern TABLE = Pattern.compile(
            "headroom_(jobs|job_steps|job_keys|job_crons|tickets_[a-z0-9_]+)\\b", Pattern.CASE_INSENSITIVE);
    private static final int LOCK_TIMEOUT_OF_H2 = 50_200;

    /** Lock wait timeout; record changed since the snapshot. */
    private static final Set<Integer> LOCK_WAITS_OF_MARIADB = Set.of(1205, 1020);

    private StoreFailures() {}

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
            String text = name.startsWith(TicketTables.PREFIX) ? "queueDdl(" : "ddl(";
            return new JobStoreException(
                    what + ": the table " + name
                            + " is missing. Create it by a migration with the text of DbSchedulerSchema." + text
                            + dialect.kind() + ", <names of queues>).",
                    failure);
        }
        return new JobStoreException(
                what + ": the database failed with SQLState " + failure.getSQLState() + ".", failure);
    }
}
