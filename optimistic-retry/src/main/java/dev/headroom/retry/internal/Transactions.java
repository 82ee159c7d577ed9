package dev.headroom.retry.internal;

import dev.headroom.retry.exception.InsideTransactionException;
import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.exception.UnknownCommitException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Transactions that belong to nobody else: each has a persistence context of its own, which is closed with it. */
public final class Transactions {

    private final EntityManagerFactory entityManagers;
    private final SessionFactory sessions;
    private final @Nullable BooleanSupplier outer;
    private final @Nullable Consumer<Consumer<EntityManager>> boundary;
    private final @Nullable Consumer<EntityManager> preparation;
    private final CurrentSession currentSession;

    /** How many of these the thread is in. */
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    public Transactions(EntityManagerFactory entityManagers, @Nullable BooleanSupplier outer) {
        this(entityManagers, outer, null, null);
    }

    /**
     * @param outer whether the thread is in a transaction of the application that Hibernate does not know; null if there is none
     * @param boundary has the application begin and commit what writes; null for transactions of Hibernate's alone
     * @param preparation of each entity manager, such as enabling a filter; null for none
     */
    public Transactions(
            EntityManagerFactory entityManagers,
            @Nullable BooleanSupplier outer,
            @Nullable Consumer<Consumer<EntityManager>> boundary,
            @Nullable Consumer<EntityManager> preparation) {
        this.entityManagers = entityManagers;
        this.outer = outer;
        this.boundary = boundary;
        this.preparation = preparation;
        this.sessions = entityManagers.unwrap(SessionFactoryImplementor.class); // a proxy has not all of its methods
        this.currentSession = CurrentSession.of(entityManagers);
    }

    /** The same, begun and committed by the application. */
    public Transactions begunBy(Consumer<Consumer<EntityManager>> newBoundary) {
        return new Transactions(entityManagers, outer, newBoundary, preparation);
    }

    public EntityManagerFactory entityManagers() {
        return entityManagers;
    }

    /**
     * Refuses a call inside a transaction.
     *
     * @param call of the user, for the message
     * @throws InsideTransactionException if the thread is in a transaction
     */
    public void refuseOuter(String call) {
        if (depth.get() > 0 || (outer != null && outer.getAsBoolean()) || currentSession.isInTransaction()) {
            throw new InsideTransactionException(call);
        }
    }

    /**
     * Refuses work whose repositories would use another connection than ours, because the application's transactions begin
     * outside of Hibernate and it has not said how to begin one.
     *
     * @param call of the user, for the message
     * @throws InvalidUpdateException if they would
     */
    public void refuseRepositories(String call) {
        if (outer != null && boundary == null) {
            throw new InvalidUpdateException(call
                    + ": repositories that it calls would work beside it, on a connection of their own, because transactions"
                    + " begin outside of Hibernate here; name transactions(…) when you build it.");
        }
    }

    /**
     * Commits what some work does, or rolls it back if the work throws.
     *
     * @throws UnknownCommitException if the database did not say how the commit ended
     */
    public <R extends @Nullable Object> R run(Function<EntityManager, R> work) {
        return boundary == null ? within(entityManager -> run(entityManager, work)) : run(boundary, work);
    }

    /** Does work that only reads: nothing that it does is flushed, and no commit can be lost. */
    public <R extends @Nullable Object> R read(Function<EntityManager, R> work) {
        if (boundary == null) {
            return within(entityManager -> rolledBack(entityManager, work));
        }
        try {
            return run(boundary, entityManager -> FreshContext.in(entityManager, fresh -> work.apply(prepared(fresh))));
        } catch (UnknownCommitException nothingIsLost) {
            throw new PersistenceException(nothingIsLost.getCause());
        }
    }

    private static <R extends @Nullable Object> R rolledBack(
            EntityManager entityManager, Function<EntityManager, R> work) {
        entityManager.getTransaction().begin();
        try {
            return work.apply(entityManager);
        } finally {
            entityManager.getTransaction().rollback();
        }
    }

    /** Finds one entity by a query that is a transaction of its own. */
    public <R extends @Nullable Object> R find(Function<EntityManager, R> query) {
        return within(query);
    }

    /** Whether entity managers are prepared: a stateless session cannot be. */
    public boolean prepare() {
        return preparation != null;
    }

    /** As {@link #find}, without a persistence context. */
    public <R extends @Nullable Object> R query(Function<StatelessSession, R> query) {
        enter();
        try (StatelessSession session = sessions.openStatelessSession()) {
            return query.apply(session);
        } finally {
            leave();
        }
    }

    /**
     * Sends one statement that is a transaction of its own, which spares the round trips for beginning and committing one.
     *
     * @throws UnknownCommitException if the database did not say how it ended
     */
    public <R extends @Nullable Object> R statement(Function<SharedSessionContractImplementor, R> statement) {
        boolean[] connected = {false};
        try {
            return query(session -> {
                SharedSessionContractImplementor sender = (SharedSessionContractImplementor) session;
                sender.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
                connected[0] = true;
                return statement.apply(sender);
            });
        } catch (PersistenceException failure) {
            if (connected[0] && SqlFailure.isUnknown(failure)) {
                throw new UnknownCommitException(failure);
            }
            throw failure;
        }
    }

    private <R extends @Nullable Object> R within(Function<EntityManager, R> work) {
        enter();
        try (EntityManager entityManager = entityManagers.createEntityManager()) {
            return work.apply(prepared(entityManager));
        } finally {
            leave();
        }
    }

    private EntityManager prepared(EntityManager entityManager) {
        if (preparation != null) {
            preparation.accept(entityManager);
        }
        return entityManager;
    }

    private void enter() {
        depth.set(depth.get() + 1);
    }

    /** Leaves a zero behind, which costs less than to remove it and to begin anew. */
    private void leave() {
        depth.set(depth.get() - 1);
    }

    private static <R extends @Nullable Object> R run(EntityManager entityManager, Function<EntityManager, R> work) {
        entityManager.getTransaction().begin();
        boolean committing = false;
        try {
            R result = work.apply(entityManager);
            entityManager.flush(); // here, so that what fails later is the commit
            committing = true;
            entityManager.getTransaction().commit();
            return result;
        } catch (Throwable failure) { // some languages throw checked exceptions from anywhere
            rollBack(entityManager, failure);
            if (committing && SqlFailure.isUnknown(failure)) {
                throw new UnknownCommitException(failure);
            }
            throw failure;
        }
    }

    /** In a transaction that the application begins and commits: so it is the one of its repositories as well. */
    private <R extends @Nullable Object> R run(
            Consumer<Consumer<EntityManager>> application, Function<EntityManager, R> work) {
        List<R> result = new ArrayList<>(1);
        enter();
        try {
            application.accept(entityManager -> {
                R done = work.apply(prepared(entityManager));
                entityManager.flush(); // here, so that what fails later is the commit
                result.add(done);
            });
        } catch (Throwable failure) { // some languages throw checked exceptions from anywhere
            if (!result.isEmpty() && SqlFailure.isUnknown(failure)) {
                throw new UnknownCommitException(failure);
            }
            throw failure;
        } finally {
            leave();
        }
        if (result.size() != 1) {
            throw new IllegalStateException("The function of transactions(…) has called its argument " + result.size()
                    + " times: it must do so once, inside a new transaction, and commit that.");
        }
        return result.get(0);
    }

    private static void rollBack(EntityManager entityManager, Throwable failure) {
        try {
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
        } catch (RuntimeException second) {
            failure.addSuppressed(second);
        }
    }
}
