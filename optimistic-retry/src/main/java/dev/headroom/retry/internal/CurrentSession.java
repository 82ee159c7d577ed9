package dev.headroom.retry.internal;

import jakarta.persistence.EntityManagerFactory;
import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;

/**
 * Containers may tell Hibernate which session belongs to a transaction, as JTA does; Spring for JPA does not.
 *
 * @param exists whether there may be one
 */
record CurrentSession(EntityManagerFactory entityManagers, boolean exists) {

    /** Hibernate's own context by thread would open a session only because it was asked, and nobody would close it. */
    static CurrentSession of(EntityManagerFactory entityManagers) {
        Object context = entityManagers.getProperties().get(AvailableSettings.CURRENT_SESSION_CONTEXT_CLASS);
        boolean isJta = entityManagers
                .unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .requireService(TransactionCoordinatorBuilder.class)
                .isJta();
        return new CurrentSession(entityManagers, context == null ? isJta : !context.equals("thread"));
    }

    boolean isInTransaction() {
        if (!exists) {
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
}
