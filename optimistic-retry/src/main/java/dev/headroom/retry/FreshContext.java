package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.util.function.Function;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * A persistence context that knows nothing yet, in the transaction of another: what an application's own knows may be older than
 * the row, as where Spring leaves it open for a whole request, and must not be changed behind its back.
 */
final class FreshContext {

    private FreshContext() {}

    static <R extends @Nullable Object> R in(EntityManager transaction, Function<EntityManager, R> work) {
        try (Session fresh = transaction
                .unwrap(Session.class)
                .sessionWithOptions()
                .connection()
                .openSession()) {
            return work.apply(fresh);
        }
    }

    /** Only where the other knows the entity. */
    static <R extends @Nullable Object> R ifKnown(
            EntityManager transaction, VersionedEntity<?> entity, Object id, Function<EntityManager, R> work) {
        return KnownEntity.find(transaction, entity.persister(), id) == null
                ? work.apply(transaction)
                : in(transaction, work);
    }
}
