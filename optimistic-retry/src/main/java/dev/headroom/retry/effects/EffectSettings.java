package dev.headroom.retry.effects;

import dev.headroom.retry.exception.UnknownCommitException;
import dev.headroom.retry.internal.SqlFailure;
import dev.headroom.retry.internal.Transactions;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a log share.
 *
 * @param clock of leases; null for the database's
 */
record EffectSettings(Transactions transactions, @Nullable InstantSource clock, Duration lease, UncertainEffects hook) {

    private static final int TRIES = 3;

    EffectTable table(EntityManager entityManager) {
        return new EffectTable(entityManager, clock);
    }

    /** A short one of its own. */
    <R extends @Nullable Object> R inTransaction(Function<EffectTable, R> work) {
        return transactions.run(entityManager -> work.apply(table(entityManager)));
    }

    /** Before a call: what fails has done no harm, but another try can win where others were faster. */
    <R extends @Nullable Object> R before(Supplier<R> work) {
        return repeat(work, EffectSettings::wasInTheWay);
    }

    /** After a call: only what is stored is known, so each failure is worth another try. */
    <R extends @Nullable Object> R after(Function<EffectTable, R> work) {
        return repeat(() -> inTransaction(work), failure -> true);
    }

    private static boolean wasInTheWay(RuntimeException failure) {
        SqlFailure kind = SqlFailure.of(failure);
        return failure instanceof UnknownCommitException
                || kind == SqlFailure.CONTENTION
                || kind == SqlFailure.CONSTRAINT;
    }

    /** All work can be done again, even if it was committed, because rows tell whose they are. */
    private static <R extends @Nullable Object> R repeat(Supplier<R> work, Predicate<RuntimeException> again) {
        for (int tries = 1; ; tries++) {
            try {
                return work.get();
            } catch (PersistenceException | UnknownCommitException failure) {
                if (tries == TRIES || !again.test(failure)) {
                    throw failure;
                }
            }
        }
    }
}
