package dev.headroom.retry;

import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Defines {@link VersionedUpdates}; everything has a default. */
public final class VersionedUpdatesBuilder {

    private final EntityManagerFactory entityManagers;
    private RetryPolicy policy = RetryPolicy.standard();
    private RetryListener listener = new RetryListener() {};
    private BooleanSupplier insideTransaction = () -> false;
    private Clock clock = Clock.systemUTC();
    private Sleeper sleeper = delay -> TimeUnit.NANOSECONDS.sleep(delay.toNanos());
    private RandomGenerator random = new Random();
    private @Nullable RetryBudget budget;

    VersionedUpdatesBuilder(EntityManagerFactory entityManagers) {
        this.entityManagers = Objects.requireNonNull(entityManagers, "entityManagers");
    }

    /**
     * The policy of updates that name none.
     *
     * @param newPolicy {@link RetryPolicy#standard()} by default
     * @return this
     */
    public VersionedUpdatesBuilder policy(RetryPolicy newPolicy) {
        policy = Objects.requireNonNull(newPolicy, "newPolicy");
        return this;
    }

    /**
     * Keeps retries a small part of all calls.
     *
     * @param newBudget none by default
     * @return this
     */
    public VersionedUpdatesBuilder budget(RetryBudget newBudget) {
        budget = Objects.requireNonNull(newBudget, "newBudget");
        return this;
    }

    /**
     * Who hears how updates go.
     *
     * @param newListener nobody by default
     * @return this
     */
    public VersionedUpdatesBuilder listener(RetryListener newListener) {
        listener = Objects.requireNonNull(newListener, "newListener");
        return this;
    }

    /**
     * How to tell whether a thread is in a transaction, where Hibernate's current session does not tell it, such as one of plain
     * JDBC.
     *
     * @param test for instance {@code TransactionSynchronizationManager::isActualTransactionActive} of Spring
     * @return this
     */
    public VersionedUpdatesBuilder insideTransaction(BooleanSupplier test) {
        insideTransaction = Objects.requireNonNull(test, "test");
        return this;
    }

    /**
     * Time, for deadlines and for waiting.
     *
     * @param newClock the system's by default
     * @param newSleeper lets the thread sleep by default
     * @return this
     */
    public VersionedUpdatesBuilder time(Clock newClock, Sleeper newSleeper) {
        clock = Objects.requireNonNull(newClock, "newClock");
        sleeper = Objects.requireNonNull(newSleeper, "newSleeper");
        return this;
    }

    /**
     * Chance, for backoff.
     *
     * @param newRandom thread-safe; seeded by the system by default
     * @return this
     */
    public VersionedUpdatesBuilder random(RandomGenerator newRandom) {
        random = Objects.requireNonNull(newRandom, "newRandom");
        return this;
    }

    /**
     * Finishes.
     *
     * @return updates of the entities of the factory
     */
    public VersionedUpdates build() {
        return new VersionedUpdates(
                new Transactions(entityManagers, insideTransaction),
                policy,
                new Retries.Settings(clock, sleeper, random, budget),
                listener);
    }
}
