package dev.headroom.projection;

import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The session in which the statements of one call run. Spring's shared entity manager has none where there is no transaction:
 * the statements then get one of their own.
 *
 * @param own what is closed after the call; null if the session is that of the caller
 */
record SessionOfRun(Session session, @Nullable EntityManager own) implements AutoCloseable {

    static SessionOfRun of(EntityManager entityManager) {
        try {
            // Not the interface, which a proxy implements itself, only to open and close a session in each call.
            return new SessionOfRun(entityManager.unwrap(SessionImplementor.class), null);
        } catch (IllegalStateException noSession) {
            if (!entityManager.isOpen()) {
                throw noSession;
            }
            EntityManager own = entityManager.getEntityManagerFactory().createEntityManager();
            return new SessionOfRun(own.unwrap(SessionImplementor.class), own);
        }
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
