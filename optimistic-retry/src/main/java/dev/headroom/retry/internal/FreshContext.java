package dev.headroom.retry.internal;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A persistence context that knows nothing yet, in the transaction of another: what an application's own knows may be older than
 * the row, as where Spring leaves it open for a whole request, and must not be changed behind its back.
 */
public final class FreshContext {

    private FreshContext() {}

    public static <R extends @Nullable Object> R in(EntityManager transaction, Function<EntityManager, R> work) {
        try (Session fresh = transaction
                .unwrap(Session.class)
                .sessionWithOptions()
                .connection()
                .openSession()) {
            return work.apply(fresh);
        }
    }

    /** Only where the other knows the entity. */
    public static <R extends @Nullable Object> R ifKnown(
            EntityManager transaction, EntityPersister persister, Object id, Function<EntityManager, R> work) {
        return known(transaction, persister, id) == null ? work.apply(transaction) : in(transaction, work);
    }

    /** The entity as an entity manager knows it, without reading from the database and without making a proxy. */
    public static @Nullable Object known(EntityManager entityManager, EntityPersister persister, Object id) {
        SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
        return session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, persister));
    }
}
