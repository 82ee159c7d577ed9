package dev.headroom.retry;

import dev.headroom.retry.internal.Transactions;
import dev.headroom.retry.locks.LockLimit;
import dev.headroom.retry.locks.LockWait;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Defines {@link VersionedUpdates}; everything has a default. */
public final class VersionedUpdatesBuilder {

    private final EntityManagerFactory entityManagers;
    private RetryPolicy policy = RetryPolicy.standard();
    private RetryListener listener = new RetryListener() {};
    private @Nullable BooleanSupplier insideTransaction;
    private @Nullable Consumer<Consumer<EntityManager>> boundary;
    private @Nullable Consumer<EntityManager> preparation;
    private Clock clock = Clock.systemUTC();
    /** A latch that is never opened. */
    private Sleeper sleeper = delay -> new CountDownLatch(1).await(delay.toNanos(), TimeUnit.NANOSECONDS);

    private RandomGenerator random = new Random();
    private @Nullable RetryBudget budget;
    private @Nullable LockLimit limit;
    private @Nullable LockWait wait;
    private @Nullable CommitProofs proofs;

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
     * @param newListener none by default
     * @return this
     */
    public VersionedUpdatesBuilder listener(RetryListener newListener) {
        listener = Objects.requireNonNull(newListener, "newListener");
        return this;
    }

    /**
     * Bounds how many updates of this process may hold row locks while they compute, which they do where the {@linkplain
     * RetryPolicy#lockAfter policy} says so. The limit's key is the entity's id. An update that finds it full ends with a {@link
     * LockLimitException}.
     *
     * @param newLimit none by default
     * @return this
     */
    public VersionedUpdatesBuilder lockLimit(LockLimit newLimit) {
        limit = Objects.requireNonNull(newLimit, "newLimit");
        return this;
    }

    /**
     * How long to wait for a row lock where the policy asks for one. One that is not got counts as a conflict.
     *
     * @param newWait as long as the database waits by default; not {@link LockWait#skipLocked()}
     * @return this
     * @throws IllegalArgumentException for a wait that leaves out locked rows, since one that is left out looks as if it were gone
     */
    public VersionedUpdatesBuilder lockWait(LockWait newWait) {
        if (newWait.timeout().equals(LockWait.skipLocked().timeout())) {
            throw new IllegalArgumentException(
                    "lockWait(skipLocked()): an entity that is locked would look as if it were gone;"
                            + " say noWait(), or claim rows by RowClaims.");
        }
        wait = newWait;
        return this;
    }

    /**
     * Makes lost commits provable: each write puts a mark into the log's table, in its transaction, so that the outcome is {@link
     * Outcome.Updated} or another attempt where it would be {@link Outcome.Unknown}. Costs one insert for each write; {@link
     * dev.headroom.retry.effects.EffectLog#prune} deletes the marks. Entities of a batch that are written together have one mark.
     *
     * @param log of the same database; none by default
     * @return this
     */
    public VersionedUpdatesBuilder proveCommits(CommitProofs log) {
        proofs = Objects.requireNonNull(log, "log");
        return this;
    }

    /**
     * How to tell whether a thread is in a transaction of the application. With Spring this is needed: Hibernate knows nothing of
     * its transactions. Without it an update inside one is not refused; it runs in transactions of its own, beside the other's.
     *
     * @param test for instance {@code TransactionSynchronizationManager::isActualTransactionActive} of Spring
     * @return this
     */
    public VersionedUpdatesBuilder insideTransaction(BooleanSupplier test) {
        insideTransaction = Objects.requireNonNull(test, "test");
        return this;
    }

    /**
     * Has the application begin and commit the transactions that are more than one statement: those of {@link Patch#then}, of
     * {@link VersionedUpdates#inTransaction}, of {@link VersionedUpdate#reading}, of batches, locks and proofs. They are
     * transactions of its repositories then. Where {@link #insideTransaction} says that there are other transactions than
     * Hibernate's, {@code then} and {@code inTransaction} are refused without it: repositories would work beside, on connections
     * of their own.
     *
     * @param newBoundary begins a new transaction, gives its entity manager to its argument, and commits; or rolls back and
     *     throws what its argument throws. With Spring {@code work -> template.executeWithoutResult(status ->
     *     work.accept(entityManager))}, with a {@code TransactionTemplate} and the shared {@code EntityManager}. By default
     *     Hibernate's transactions are used directly.
     * @return this
     */
    public VersionedUpdatesBuilder transactions(Consumer<Consumer<EntityManager>> newBoundary) {
        boundary = Objects.requireNonNull(newBoundary, "newBoundary");
        return this;
    }

    /**
     * What your application does to each entity manager before it uses it, such as enabling filters that hide rows. Entities with
     * a filter that is {@code applyToLoadByKey} are refused without it.
     *
     * @param newPreparation for instance {@code em -> em.unwrap(Session.class).enableFilter("present")}; nothing by default. It may
     *     get the same entity manager twice.
     * @return this
     */
    public VersionedUpdatesBuilder prepare(Consumer<EntityManager> newPreparation) {
        preparation = Objects.requireNonNull(newPreparation, "newPreparation");
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
        return new VersionedUpdates(new Transactions(entityManagers, insideTransaction, boundary, preparation), this);
    }

    RetryPolicy policy() {
        return policy;
    }

    Retries.Settings retries() {
        return new Retries.Settings(clock, sleeper, random, budget);
    }

    RetryListener listener() {
        return listener;
    }

    VersionedUpdates.Locks locks() {
        return new VersionedUpdates.Locks(limit, wait);
    }

    @Nullable CommitProofs proofs() {
        return proofs;
    }
}
