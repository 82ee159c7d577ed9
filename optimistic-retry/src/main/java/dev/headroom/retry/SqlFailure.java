package dev.headroom.retry;

import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a failure of the database means, told by the SQLState and vendor code of the first {@link SQLException} in the chain of
 * causes that has one: providers wrap the same failure in different exceptions. (PostgreSQL manual, appendix A; MariaDB error
 * codes; H2 {@code ErrorCode}.)
 */
enum SqlFailure {

    /** Lost against another transaction, which rolled this one back. */
    CONTENTION,

    /** A unique or other constraint. */
    CONSTRAINT,

    /** The connection was lost, or the server went down. */
    DISCONNECTED,

    /** Anything else. */
    OTHER;

    static SqlFailure of(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return of(sql);
            }
        }
        return OTHER;
    }

    private static SqlFailure of(SQLException failure) {
        String state = failure.getSQLState();
        return switch (state) {
            case "40001", "40P01", "55P03" -> CONTENTION;
            case "40003" -> DISCONNECTED;
            case "HYT00" -> failure.getErrorCode() == LOCK_TIMEOUT_OF_H2 ? CONTENTION : OTHER;
            case "HY000" -> isLockWaitOfMariaDb(failure.getErrorCode()) ? CONTENTION : OTHER;
            case "57P01", "57P02", "57P03", "90067", "90098", "90121" -> DISCONNECTED;
            default -> byClass(state);
        };
    }

    private static final int LOCK_TIMEOUT_OF_H2 = 50_200;

    /** Lock wait timeout; record changed since the snapshot. */
    private static boolean isLockWaitOfMariaDb(int code) {
        return code == 1205 || code == 1020;
    }

    private static SqlFailure byClass(String state) {
        if (state.startsWith("23")) {
            return CONSTRAINT;
        }
        return state.startsWith("08") ? DISCONNECTED : OTHER;
    }

    /**
     * Whether a transaction whose commit failed so is rolled back for certain.
     *
     * @param state SQLState; null if there is none
     */
    static boolean isRolledBack(@Nullable String state) {
        return state != null
                && !state.equals("40003")
                && (state.startsWith("40") || state.startsWith("23") || state.startsWith("44"));
    }

    /**
     * Whether a statement that was a transaction of its own was not carried out for certain, because the database itself refused
     * it.
     */
    static boolean isRefused(Throwable failure) {
        String state = state(failure);
        return of(failure) == CONTENTION
                || (state != null && state.matches("(2[0-9]|40|42|44|0A|55|P0).{3}") && !state.equals("40003"));
    }

    /** The SQLState of a failure, if it has one. */
    static @Nullable String state(Throwable failure) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
