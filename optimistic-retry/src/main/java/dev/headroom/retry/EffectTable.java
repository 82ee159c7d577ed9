package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code headroom_effect} in somebody's transaction. Plain JDBC, because Hibernate would empty its whole second-level
 * cache after a native statement.
 */
final class EffectTable {

    /** The owner of marks. */
    static final String MARKED = "commit";

    private static final int NO_LIMIT = 0;

    private final Session session;

    EffectTable(EntityManager entityManager) {
        this.session = entityManager.unwrap(Session.class);
    }

    @Nullable EffectRow find(String key) {
        return session.<@Nullable EffectRow>doReturningWork(connection -> {
            String sql =
                    "select fingerprint, owner, lease_until, finished_at, answer from headroom_effect where effect_key = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, key);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? row(rows) : null;
                }
            }
        });
    }

    private static EffectRow row(ResultSet rows) throws SQLException {
        return new EffectRow(
                rows.getString(1), rows.getString(2), rows.getLong(3), rows.getObject(4) != null, rows.getString(5));
    }

    /** Fails by a constraint if there is such a row, after the transaction that wrote it has ended. */
    void begin(String key, @Nullable String fingerprint, String owner, long leaseUntil) {
        update(
                "insert into headroom_effect (effect_key, fingerprint, owner, lease_until) values (?, ?, ?, ?)",
                key,
                fingerprint,
                owner,
                leaseUntil);
    }

    /**
     * Gives the lease to another, or to the same for another time.
     *
     * @return whether it was still the former's
     */
    boolean lease(String key, String former, String owner, long leaseUntil) {
        return update(
                        "update headroom_effect set owner = ?, lease_until = ?"
                                + " where effect_key = ? and owner = ? and finished_at is null",
                        owner,
                        leaseUntil,
                        key,
                        former)
                == 1;
    }

    /**
     * Stores the answer of the owner, or of a former one if nobody has the lease any more.
     *
     * @return whether it did
     */
    boolean finish(String key, String owner, @Nullable String answer, long now) {
        return update(
                        "update headroom_effect set owner = ?, finished_at = ?, answer = ?"
                                + " where effect_key = ? and (owner = ? or (finished_at is null and lease_until <= ?))",
                        owner,
                        now,
                        answer,
                        key,
                        owner,
                        now)
                == 1;
    }

    /** Frees the key, if the owner still has it. */
    void free(String key, String owner) {
        update("delete from headroom_effect where effect_key = ? and owner = ?", key, owner);
    }

    /**
     * Deletes some that have ended.
     *
     * @return how many
     */
    int prune(long finishedBefore, int limit) {
        List<String> keys = finished(finishedBefore, limit);
        if (keys.isEmpty()) {
            return 0;
        }
        String places = String.join(", ", Collections.nCopies(keys.size(), "?"));
        return update("delete from headroom_effect where effect_key in (" + places + ")", keys.toArray());
    }

    private List<String> finished(long before, int limit) {
        return session.doReturningWork(connection -> {
            String sql = "select effect_key from headroom_effect where finished_at < ? order by finished_at";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setMaxRows(limit);
                statement.setLong(1, before);
                return keys(statement);
            }
        });
    }

    private static List<String> keys(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<String> keys = new ArrayList<>();
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
            return keys;
        }
    }

    /** Fails by a constraint if there is such a row, after the transaction that wrote it has ended. */
    void mark(String token, long now, Duration atMost) {
        update(
                (int) atMost.toSeconds(),
                "insert into headroom_effect (effect_key, owner, lease_until, finished_at) values (?, ?, 0, ?)",
                token,
                MARKED,
                now);
    }

    private int update(String sql, @Nullable Object... values) {
        return update(NO_LIMIT, sql, values);
    }

    private int update(int seconds, String sql, @Nullable Object... values) {
        return session.doReturningWork(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(seconds);
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }
}
