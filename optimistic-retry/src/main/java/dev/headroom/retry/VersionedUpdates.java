package dev.headroom.retry;

import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.exception.RetryInterruptedException;
import dev.headroom.retry.exception.UnknownCommitException;
import dev.headroom.retry.internal.SqlFailure;
import dev.headroom.retry.internal.Transactions;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import dev.headroom.retry.locks.LockLimit;
import dev.headroom.retry.locks.LockWait;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.hibernate.StaleStateException;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Updates by read, compute, and compare-and-set. Build one at start, and share it: it is thread-safe.
 *
 * <pre>{@code
 * Outcome outcome = updates.update(Invoice.class, id)
 *         .compute((invoice, patch) -> invoice.status.equals("OPEN")
 *                 ? patch.set("status", "PAID").add("paid", amount)
 *                 : patch);
 * }</pre>
 *
 * <p>Each update reads and writes in transactions of its own, with a persistence context of its own, and is therefore refused
 * inside another transaction. While the application computes, no transaction is open, no connection is borrowed, and no row is
 * locked.
 */
public final class VersionedUpdates {

    private final Transactions transactions;
    private final RetryPolicy policy;
    private final Retries.Settings settings;
    private final RetryListener listener;
    private final Locks locks;
    private final @Nullable CommitProofs proofs;
    private final Map<Class<?>, VersionedEntity<?>> entities = new ConcurrentHashMap<>();

    /** Whether the driver has not told what of a batch was written; it will not the next time either. */
    private volatile boolean avoidsBatches;

    /**
     * How rows are locked that are.
     *
     * @param limit how many at once; null for no limit
     * @param patience with other locks; null for as long as the database has
     */
    record Locks(@Nullable LockLimit limit, @Nullable LockWait patience) {}

    VersionedUpdates(Transactions transactions, VersionedUpdatesBuilder builder) {
        this.transactions = transactions;
        this.policy = builder.policy();
        this.settings = builder.retries();
        this.listener = new GuardedListener(builder.listener());
        this.locks = builder.locks();
        this.proofs = builder.proofs();
    }

    /**
     * Starts the definition.
     *
     * @param entityManagers of Hibernate; stays the caller's to close
     * @return a builder; finish it with {@link VersionedUpdatesBuilder#build}
     */
    public static VersionedUpdatesBuilder of(EntityManagerFactory entityManagers) {
        return new VersionedUpdatesBuilder(entityManagers);
    }

    /**
     * Starts an update of one entity. Nothing is sent before {@link VersionedUpdate#compute}.
     *
     * @param <E> the entity
     * @param entity its class, with a {@code @Version}; without one, patches must name {@linkplain Patch#ifUnchanged guards}
     * @param id which one
     * @return an update; it may be defined further
     * @throws InvalidUpdateException if it is no entity, if it is the result of a query, if the database makes its version, or if
     *     filters hide rows of it that the updates {@linkplain VersionedUpdatesBuilder#prepare do not know}
     */
    public <E> VersionedUpdate<E> update(Class<E> entity, Object id) {
        return new VersionedUpdate<>(this, entityOf(entity), Objects.requireNonNull(id, "id"), policy);
    }

    /**
     * Starts an update of many entities. Nothing is sent before {@link VersionedBatch#compute}.
     *
     * @param <E> the entity
     * @param entity its class, with a {@code @Version}; without one, patches must name {@linkplain Patch#ifUnchanged guards}
     * @param ids which ones; those that are there more than once count once
     * @return an update; it may be defined further
     * @throws InvalidUpdateException as {@link #update}
     */
    public <E> VersionedBatch<E> updateAll(Class<E> entity, Collection<?> ids) {
        return VersionedBatch.of(this, entityOf(entity), ids, policy);
    }

    /**
     * Inserts an entity, unless there is one of its id.
     *
     * @param entity new, with its id; has its version afterwards if it was inserted, and is as it was if not
     * @return {@link Outcome.Updated} if it was inserted; {@link Outcome.Skipped} with the version of the other if there is one;
     *     {@link Outcome.Unknown} if the connection was lost in the commit
     * @throws InsideTransactionException inside a transaction
     * @throws RuntimeException of JPA, if something else forbids the insert
     */
    public Outcome create(Object entity) {
        transactions.refuseOuter("create(…)");
        return new Creation<>(transactions, this.<Object>entityOf(entity.getClass())).run(entity);
    }

    /**
     * Does any work in a transaction, and does it again if the database, or the version of an entity, says that another
     * transaction was in the way: SQLState 40001, 40P01 and 55P03, lock timeouts of MariaDB and H2, {@code
     * OptimisticLockException}.
     *
     * @param <R> what comes of it
     * @param work gets a new entity manager for each attempt, and must not do what a rollback does not undo; it may return null
     * @return its result, of the attempt that was committed
     * @throws InsideTransactionException inside a transaction
     * @throws InvalidUpdateException where repositories that the work calls would work {@linkplain
     *     VersionedUpdatesBuilder#transactions beside it}
     * @throws UnknownCommitException if the connection was lost in the commit; the work is not done again
     * @throws RetryInterruptedException if the thread is interrupted while it waits
     * @throws RuntimeException that the work throws, or the last of those failures when the policy allows no other attempt
     */
    public <R extends @Nullable Object> R inTransaction(Function<EntityManager, R> work) {
        transactions.refuseOuter("inTransaction(…)");
        transactions.refuseRepositories("inTransaction(…)");
        Retries retries = new Retries(settings, policy);
        while (true) {
            retries.beginAttempt();
            try {
                return transactions.run(work);
            } catch (UnknownCommitException unknown) {
                throw unknown;
            } catch (RuntimeException failure) {
                if (!isContention(failure) || retries.awaitNext().isPresent()) {
                    throw failure;
                }
            }
        }
    }

    /** Whether another transaction, or another version of an entity, was in the way. */
    static boolean isContention(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
                return true;
            }
        }
        return SqlFailure.of(failure) == SqlFailure.CONTENTION;
    }

    Transactions transactions() {
        return transactions;
    }

    Retries.Settings settings() {
        return settings;
    }

    Locks locks() {
        return locks;
    }

    @Nullable CommitProofs proofs() {
        return proofs;
    }

    /** Refuses work in a transaction of which the repositories of the application would not be a part. */
    void checkMore(Patch<?> patch) {
        if (!patch.more().isEmpty()) {
            transactions.refuseRepositories("then(…)");
        }
    }

    boolean avoidsBatches() {
        return avoidsBatches;
    }

    void avoidBatches() {
        avoidsBatches = true;
    }

    RetryListener listener() {
        return listener;
    }

    @SuppressWarnings("unchecked") // an entity is kept by its own class
    private <E> VersionedEntity<E> entityOf(Class<? extends E> type) {
        return (VersionedEntity<E>) entities.computeIfAbsent(type, this::newEntity);
    }

    private <E> VersionedEntity<E> newEntity(Class<E> type) {
        VersionedEntity<E> entity =
                VersionedEntity.of(type, transactions.entityManagers().unwrap(SessionFactoryImplementor.class));
        return transactions.prepare() ? entity : entity.refuseFilters();
    }
}
