package dev.headroom.retry.effects;

import jakarta.persistence.EntityManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
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

    /** In SQL. */
    private final String now;

    /**
     * @param clock by which leases are written and compared; null for the database's, so that machines whose clocks differ agree
     */
    EffectTable(EntityManager entityManager, @Nullable InstantSource clock) {
        this.session = entityManager.unwrap(Session.class);
        this.now = clock == null
                ? now(entityManager
                        .unwrap(SharedSessionContractImplementor.class)
                        .getJdbcServices()
                        .getDialect())
                : Long.toString(clock.millis());
    }

    /** An expression: milliseconds since 1970, whatever the zone of the session is. */
    private static String now(Dialect dialect) {
        if (dialect instanceof MySQLDialect) {
            return "(timestampdiff(microsecond, '1970-01-01 00:00:00', utc_timestamp(3)) div 1000)";
        }
        String now = dialect instanceof PostgreSQLDialect ? "clock_timestamp()" : "current_timestamp";
        return "cast(extract(epoch from " + now + ") * 1000 as bigint)";
    }

    @Nullable EffectRow find(String key) {
        return session.<@Nullable EffectRow>doReturningWork(connection -> {
            String sql = "select fingerprint, owner, lease_until, finished_at, answer, case when lease_until > " + now
                    + " then 1 else 0 end from headroom_effect where effect_key = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(1, key);
                try (ResultSet rows = statement.executeQuery()) {
                    return rows.next() ? row(rows) : null;
                }
            }
        });
    }

    private static EffectRow row(ResultSet rows) throws SQLException {
        EffectRow.State state = rows.getObject(4) != null
                ? EffectRow.State.FINISHED
                : rows.getInt(6) == 1 ? EffectRow.State.IN_FLIGHT : EffectRow.State.UNCERTAIN;
        return new EffectRow(rows.getString(1), rows.getString(2), rows.getLong(3), state, rows.getString(5));
    }

    /** Fails by a constraint if there is such a row, after the transaction that wrote it has ended. */
    void begin(String key, @Nullable String fingerprint, String owner, Duration lease) {
        update(
                "insert into headroom_effect (effect_key, fingerprint, owner, lease_until) values (?, ?, ?, " + now
                        + " + ?)",
                key,
                fingerprint,
                owner,
                lease.toMillis());
    }

    /**
     * Gives the lease to another, or to the same for another time.
     *
     * @return whether it was still the former's
     */
    boolean lease(String key, String former, String owner, Duration lease) {
        return update(
                        "update headroom_effect set owner = ?, lease_until = " + now
                                + " + ? where effect_key = ? and owner = ? and finished_at is null",
                        owner,
                        lease.toMillis(),
                        key,
                        former)
                == 1;
    }

    /**
     * Stores the answer of the owner, or of a former one if nobody has the lease any more.
     *
     * @return whether it did
     */
    boolean finish(String key, String owner, @Nullable String answer) {
        return update(
                        "update headroom_effect set owner = ?, finished_at = " + now + ", answer = ?"
                                + " where effect_key = ? and (owner = ? or (finished_at is null and lease_until <= "
                                + now + "))",
                        owner,
                        answer,
                        key,
                        owner)
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
    int prune(Duration olderThan, int limit) {
        List<String> keys = finished(olderThan, limit);
        if (keys.isEmpty()) {
            return 0;
        }
        String places = String.join(", ", Collections.nCopies(keys.size(), "?"));
        return update("delete from headroom_effect where effect_key in (" + places + ")", keys.toArray());
    }

    private List<String> finished(Duration olderThan, int limit) {
        return session.doReturningWork(connection -> {
            String sql =
                    "select effect_key from headroom_effect where finished_at < " + now + " - ? order by finished_at";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setMaxRows(limit);
                statement.setLong(1, olderThan.toMillis());
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
    void mark(String token, Duration atMost) {
        update(
                (int) atMost.toSeconds(),
                "insert into headroom_effect (effect_key, owner, lease_until, finished_at) values (?, ?, 0, " + now
                        + ")",
                token,
                MARKED);
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
