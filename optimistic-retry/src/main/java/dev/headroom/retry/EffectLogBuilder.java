package dev.headroom.retry;

import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** The options of an {@link EffectLog}. For one thread. */
public final class EffectLogBuilder {

    private final EntityManagerFactory entityManagers;
    private Clock clock = Clock.systemUTC();
    private Duration lease = Duration.ofMinutes(1);
    private UncertainEffects hook = effect -> new EffectFinding.StillUnknown();
    private BooleanSupplier insideTransaction = () -> false;

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
     * The time of the application, by which leases are written and compared; that of the database is not asked. If the clocks
     * of two machines differ, the one that is ahead asks the hook that much too early. The row then has its token, so that the
     * late answer of the other does not get into its way.
     *
     * @param newClock the system's by default
     * @return this builder
     */
    public EffectLogBuilder clock(Clock newClock) {
        clock = Objects.requireNonNull(newClock, "clock");
        return this;
    }

    /**
     * Decides about effects that may have happened.
     *
     * @param newHook finds out; by default nobody does, and calls end with {@link EffectUncertainException}
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
        return new EffectLog(
                new EffectSettings(new Transactions(entityManagers, insideTransaction), clock, lease, hook));
    }
}
