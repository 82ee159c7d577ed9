package dev.headroom.jobs;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.jspecify.annotations.Nullable;

/** Local transactions of JPA. */
final class JpaTransactions implements JobTransactions {

    private final EntityManagerFactory entityManagers;

    JpaTransactions(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    @Override
    public <T> @Nullable T run(Work<T> work) throws Exception {
        try (EntityManager entityManager = entityManagers.createEntityManager()) {
            entityManager.getTransaction().begin();
            try {
                T result = ConnectionWork.run(entityManager, connection -> {
                    T made = work.run(new TransactionResource(connection, entityManager));
                    entityManager.flush(); // here, while the attempt is known to own the job
                    return made;
                });
                entityManager.getTransaction().commit();
                return result;
            } catch (Exception | Error failure) {
                rollBack(entityManager, failure);
                throw failure;
            }
        }
    }

    private static void rollBack(EntityManager entityManager, Throwable failure) {
        try {
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
        } catch (RuntimeException lost) {
            failure.addSuppressed(lost);
        }
    }
}
