package dev.headroom.retry.effects;

import dev.headroom.retry.internal.Transactions;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The options of an {@link EffectLog}. For one thread. */
public final class EffectLogBuilder {

    private final EntityManagerFactory entityManagers;
    private @Nullable InstantSource clock;
    private Duration lease = Duration.ofMinutes(1);
    private UncertainEffects hook = effect -> new EffectFinding.StillUnknown();
    private @Nullable BooleanSupplier insideTransaction;

    EffectLogBuilder(EntityManagerFactory entityManagers) {
        this.entityManagers = Objects.requireNonNull(entityManagers, "entityManagers");
    }

    /**
     * How long a call has to answer before others take its effect for uncertain. Choose more than the call's own timeout takes
     * at most; it is not prolonged while the call runs.
     *
     * @param newLease at least a millisecond; 1 minute by default
     * @return this builder
     * @throws IllegalArgumentException if it is shorter
     */
    public EffectLogBuilder lease(Duration newLease) {
        if (newLease.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("lease(" + newLease + "): at least a millisecond is needed.");
        }
        lease = newLease;
        return this;
    }

    /**
     * Another time than the database's, by which leases are written and compared otherwise, so that machines whose clocks differ
     * agree: for tests that move time.
     *
     * @param newClock the same for all logs of the table; the database's by default
     * @return this builder
     */
    public EffectLogBuilder clock(InstantSource newClock) {
        clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Decides about effects that may have happened.
     *
     * @param newHook finds out; by default nothing does, and calls end with {@link EffectUncertainException}
     * @return this builder
     */
    public EffectLogBuilder onUncertain(UncertainEffects newHook) {
        hook = Objects.requireNonNull(newHook, "hook");
        return this;
    }

    /**
     * Tells whether the thread is in a transaction of the application, in addition to what Hibernate knows: with Spring
     * {@code TransactionSynchronizationManager::isActualTransactionActive}.
     *
     * @param test asked at the beginning of each call; by default it is not
     * @return this builder
     */
    public EffectLogBuilder insideTransaction(BooleanSupplier test) {
        insideTransaction = Objects.requireNonNull(test, "test");
        return this;
    }

    /**
     * Ends the options. Sends nothing.
     *
     * @return a log
     */
    public EffectLog build() {
        Transactions transactions = new Transactions(entityManagers, insideTransaction);
        return new EffectLog(new EffectSettings(transactions, clock, lease, hook));
    }
}
