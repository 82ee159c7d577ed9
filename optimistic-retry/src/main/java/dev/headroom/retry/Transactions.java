package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.jspecify.annotations.Nullable;

/** Transactions that belong to nobody else: each has a persistence context of its own, which is closed with it. */
final class Transactions {

    private final EntityManagerFactory entityManagers;
    private final SessionFactory sessions;
    private final BooleanSupplier outer;
    private final boolean hasCurrentSessions;

    /** How many of these the thread is in. */
    private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

    /**
     * @param outer whether the thread is in a transaction of the application, as far as the application can tell
     */
    Transactions(EntityManagerFactory entityManagers, BooleanSupplier outer) {
        this.entityManagers = entityManagers;
        this.outer = outer;
        this.sessions = entityManagers.unwrap(SessionFactory.class);
        this.hasCurrentSessions = hasCurrentSessions(entityManagers);
    }

    EntityManagerFactory entityManagers() {
        return entityManagers;
    }

    /**
     * @param call of the user, for the message
     * @throws InsideTransactionException if the thread is in a transaction
     */
    void refuseOuter(String call) {
        if (depth.get() > 0 || outer.getAsBoolean() || isInCurrentSession()) {
            throw new InsideTransactionException(call);
        }
    }

    /** Containers may tell Hibernate which session belongs to a transaction, as JTA does; Spring for JPA does not. */
    private boolean isInCurrentSession() {
        if (!hasCurrentSessions) {
            return false;
        }
        try {
            return entityManagers
                    .unwrap(SessionFactory.class)
                    .getCurrentSession()
                    .isJoinedToTransaction();
        } catch (HibernateException none) {
            return false;
        }
    }

    /** Hibernate's own context by thread would open a session only because it was asked, and nobody would close it. */
    private static boolean hasCurrentSessions(EntityManagerFactory entityManagers) {
        Object context = entityManagers.getProperties().get(AvailableSettings.CURRENT_SESSION_CONTEXT_CLASS);
        boolean isJta = entityManagers
                .unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta();
        return context == null ? isJta : !context.equals("thread");
    }

    /**
     * Commits what some work does, or rolls it back if the work throws.
     *
     * @throws UnknownCommitException if the database did not say how the commit ended
     */
    <R extends @Nullable Object> R run(Function<EntityManager, R> work) {
        return within(entityManager -> run(entityManager, work));
    }

    /** Rolls back what some work does, which only reads: nothing is flushed, and no commit can be lost. */
    <R extends @Nullable Object> R read(Function<EntityManager, R> work) {
        return within(entityManager -> {
            entityManager.getTransaction().begin();
            try {
                return work.apply(entityManager);
            } finally {
                entityManager.getTransaction().rollback();
            }
        });
    }

    /** Finds one entity by a query that is a transaction of its own. */
    <R extends @Nullable Object> R find(Function<EntityManager, R> query) {
        return within(query);
    }

    /** As {@link #find}, without a persistence context. */
    <R extends @Nullable Object> R query(Function<StatelessSession, R> query) {
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
    <R extends @Nullable Object> R statement(Function<SharedSessionContractImplementor, R> statement) {
        try {
            return query(session -> statement.apply((SharedSessionContractImplementor) session));
        } catch (PersistenceException failure) {
            if (SqlFailure.isRefused(failure)) {
                throw failure;
            }
            throw new UnknownCommitException(failure);
        }
    }

    private <R extends @Nullable Object> R within(Function<EntityManager, R> work) {
        enter();
        try (EntityManager entityManager = entityManagers.createEntityManager()) {
            return work.apply(entityManager);
        } finally {
            leave();
        }
    }

    private void enter() {
        depth.set(depth.get() + 1);
    }

    private void leave() {
        if (depth.get() == 1) {
            depth.remove();
        } else {
            depth.set(depth.get() - 1);
        }
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
        } catch (RuntimeException | Error failure) {
            rollBack(entityManager, failure);
            if (committing && !SqlFailure.isRolledBack(SqlFailure.state(failure))) {
                throw new UnknownCommitException(failure);
            }
            throw failure;
        }
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
