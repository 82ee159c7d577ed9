package dev.headroom.retry.effects;

import dev.headroom.retry.CommitProofs;
import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.UnknownCommitException;
import dev.headroom.retry.internal.SqlFailure;
import dev.headroom.retry.internal.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Remembers side effects, such as a payment or a mail, that must not be repeated when the update around them is tried again.
 *
 * <pre>{@code
 * EffectLog effects = EffectLog.of(entityManagerFactory)
 *         .onUncertain(effect -> EffectFinding.of(gateway.findCharge(effect.idempotencyKey())))
 *         .build();
 * String receipt = effects.forKey("payment-4711").once("charge", key -> gateway.charge(key, amount));
 * }</pre>
 *
 * <p>The effects are rows of the table {@code headroom_effect} in the database of the entity manager factory. The jar has the
 * statements that create it, to be copied into a migration: {@code dev/headroom/retry/effects/effect-log-postgresql.sql}, {@code
 * effect-log-h2.sql} and {@code effect-log-mariadb.sql}.
 *
 * <p>Thread-safe; keep one.
 */
public final class EffectLog implements CommitProofs {

    private static final int PRUNED_AT_ONCE = 500;

    private final EffectSettings settings;

    EffectLog(EffectSettings settings) {
        this.settings = settings;
    }

    /**
     * Begins a log.
     *
     * @param entityManagers of the database with the table
     * @return its options
     */
    public static EffectLogBuilder of(EntityManagerFactory entityManagers) {
        return new EffectLogBuilder(entityManagers);
    }

    /**
     * The effects of a request. Sends nothing.
     *
     * @param key that stays the same when the request is repeated, and that no other has: 1 to 200 characters without control
     *     characters. Upper and lower case differ. It is sent to what carries out the effects.
     * @return the effects
     * @throws IllegalArgumentException if it is too long, blank, or has control characters
     */
    public Effects forKey(String key) {
        return new Effects(settings, key, null);
    }

    /**
     * The effects of a request that comes from outside, with a key of its sender: refuses a key that is used for another
     * request. It is compared only where both have a fingerprint.
     *
     * @param key as above
     * @param fingerprint what tells requests apart, such as a hash of the body: 1 to 255 characters
     * @return the effects
     * @throws IllegalArgumentException if one is too long, blank, or has control characters
     */
    public Effects forKey(String key, @Nullable String fingerprint) {
        return new Effects(settings, key, fingerprint);
    }

    /**
     * Forgets effects that ended long ago: their keys are free, and a request that is repeated even later would carry them out
     * again. Effects that are in flight or uncertain stay until something is known of them.
     *
     * <p>Deletes by up to 500 rows in transactions of their own; what failed can be called again, and so can what succeeded.
     *
     * @param olderThan how long ago, by the clock of the database; longer than requests are repeated
     * @return how many rows were deleted
     * @throws IllegalArgumentException if the time is negative
     * @throws InsideTransactionException if the thread is in a transaction
     * @throws UnknownCommitException if rows may have been deleted or not
     */
    public int prune(Duration olderThan) {
        if (olderThan.isNegative()) {
            throw new IllegalArgumentException("prune(" + olderThan + "): name a time that is not negative.");
        }
        settings.transactions().refuseOuter("prune");
        int all = 0;
        int some;
        do {
            some = settings.before(() -> settings.inTransaction(table -> table.prune(olderThan, PRUNED_AT_ONCE)));
            all += some;
        } while (some > 0);
        return all;
    }

    /** Those of the log, to be shared with updates: each knows only of its own that a thread is in one. */
    Transactions transactions() {
        return settings.transactions();
    }

    @Override
    public void mark(EntityManager entityManager, String token) {
        settings.table(entityManager).mark(markOf(token), Duration.ZERO);
    }

    @Override
    public boolean wasCommitted(String token, Duration atMost) {
        // To read the mark would prove nothing: the commit may still be on its way. So this puts the same mark into a
        // transaction of its own, and takes it out again; the database lets it wait until the other one has ended.
        String mark = markOf(token);
        try {
            settings.transactions().run(entityManager -> {
                EffectTable table = settings.table(entityManager);
                table.mark(mark, atMost);
                table.free(mark, EffectTable.MARKED);
                return true;
            });
            return false;
        } catch (PersistenceException failure) {
            if (SqlFailure.of(failure) == SqlFailure.CONSTRAINT) {
                return true;
            }
            throw failure;
        }
    }

    /** No effect has such a key: those have a slash behind their first character. */
    private static String markOf(String token) {
        return "/" + token;
    }
}
