package dev.headroom.fetch;

import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The session of an entity manager. Outside of a transaction, Spring's shared one has none: then it is one of our own,
 * which manages nothing.
 */
record GivenSession(SharedSessionContractImplementor session, boolean isOurs) implements AutoCloseable {

    private static final String SPRING = "org.springframework.orm.jpa.SharedEntityManagerCreator";

    static GivenSession of(EntityManager entityManager) {
        try {
            return new GivenSession(entityManager.unwrap(SharedSessionContractImplementor.class), false);
        } catch (IllegalStateException e) {
            if (isSpring(entityManager)) {
                return ours(entityManager.getEntityManagerFactory().unwrap(SessionFactoryImplementor.class));
            }
            throw e;
        }
    }

    /** Whether Spring's shared entity manager, or a query of it, stands for Hibernate's own. */
    static boolean isSpring(Object given) {
        return Proxy.isProxyClass(given.getClass())
                && Proxy.getInvocationHandler(given).getClass().getName().startsWith(SPRING);
    }

    private static GivenSession ours(SessionFactoryImplementor factory) {
        return new GivenSession(factory.openSession().unwrap(SharedSessionContractImplementor.class), true);
    }

    @Override
    public void close() {
        if (isOurs) {
            session.close();
        }
    }
}
