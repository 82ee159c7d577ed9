package dev.headroom.keyset.internal.database;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The session behind an {@code EntityManager}. Where that is a proxy for the one of the current transaction, such as Spring's,
 * and there is no transaction, a call gets a session for itself, and its entities are detached afterwards: as the
 * proxy does for every call of its own.
 */
public record ReadingSession(EntityManager entityManager) {

    public <T> T with(Function<Session, T> work) {
        Session current = current();
        if (current != null) {
            return work.apply(current);
        }
        try (EntityManager own = entityManager.getEntityManagerFactory().createEntityManager()) {
            return work.apply(own.unwrap(SessionImplementor.class));
        }
    }

    /** What loaders get: the application's own {@code EntityManager}, if it is the one that the rows belong to. */
    public EntityManager managing(Session session) {
        return session == current() ? entityManager : session;
    }

    /** Null outside of a transaction, for a proxy. */
    public @Nullable SessionImplementor current() {
        try {
            return entityManager.unwrap(SessionImplementor.class);
        } catch (IllegalStateException noTransaction) {
            if (!entityManager.isOpen() || entityManager instanceof SessionImplementor) {
                throw noTransaction;
            }
            return null;
        }
    }

    /**
     * A session beside another one, in its transaction and on its connection: what is read there is not managed by the other
     * one, and can be forgotten with all that it refers to.
     */
    public static Session beside(SessionImplementor session) {
        SessionImplementor beside = (SessionImplementor) session.sessionWithOptions()
                .connection()
                .flushMode(FlushMode.MANUAL)
                .open();
        SessionFilters.copy(session, beside);
        session.getLoadQueryInfluencers().getEnabledFetchProfileNames().forEach(beside::enableFetchProfile);
        return beside;
    }
}
