package dev.headroom.retry.internal;

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
public enum SqlFailure {

    /** Lost against another transaction, which rolled this one back. */
    CONTENTION,

    /** A unique or other constraint. */
    CONSTRAINT,

    /** Nobody has answered, or a server in such trouble that its answer proves nothing. */
    UNANSWERED,

    /** The server has refused in another way. */
    OTHER;

    /** Lost connections; servers without memory or disk, that stop, or that have failed inside. */
    private static final Set<String> TROUBLE = Set.of("08", "53", "58", "F0", "XX");

    private static final int LOCK_TIMEOUT_OF_H2 = 50_200;

    public static SqlFailure of(Throwable failure) {
        SQLException sql = find(failure);
        return sql == null ? OTHER : of(sql);
    }

    private static SqlFailure of(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return UNANSWERED; // the driver's own, such as one that the connection is closed
        }
        return switch (state) {
            case "40001", "40P01", "55P03" -> CONTENTION;
            case "HYT00" -> failure.getErrorCode() == LOCK_TIMEOUT_OF_H2 ? CONTENTION : OTHER;
            case "HY000", "70100" -> general(failure.getErrorCode());
            case "40003", "57P01", "57P02", "57P03" -> UNANSWERED;
            // of H2: closed, lost, out of memory, broken files
            case "90013", "90028", "90030", "90031", "90067", "90098", "90108", "90121" -> UNANSWERED;
            default -> byClass(state);
        };
    }

    /** SQLStates that say nothing by themselves: the code does. */
    private static SqlFailure general(int code) {
        return switch (code) {
            case 1205, 1020 -> CONTENTION; // of MariaDB: lock wait timeout; record changed since the snapshot
            // of MariaDB: disk full, cannot write, storage engine, shutdown, commit, connection killed, gone, lost
            case 1021, 1026, 1030, 1053, 1180, 1927, 2006, 2013 -> UNANSWERED;
            case 50_000 -> UNANSWERED; // of H2: failed inside
            default -> code <= 0 ? UNANSWERED : OTHER; // no server has a code such as 0
        };
    }

    private static SqlFailure byClass(String state) {
        if (state.startsWith("23")) {
            return CONSTRAINT;
        }
        return state.length() < 2 || TROUBLE.contains(state.substring(0, 2)) ? UNANSWERED : OTHER;
    }

    /**
     * Whether it is unknown if a statement that was a transaction of its own, or a commit, was carried out. An answer says that it
     * was not; so does a failure before anything was sent, which is none of the database.
     */
    public static boolean isUnknown(Throwable failure) {
        return failure instanceof Error || of(failure) == UNANSWERED;
    }

    /** The first that has an SQLState; one without if there is no other. */
    private static @Nullable SQLException find(Throwable failure) {
        SQLException found = null;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            if (cause instanceof SQLException sql && (found == null || found.getSQLState() == null)) {
                found = sql;
            }
        }
        return found;
    }
}
