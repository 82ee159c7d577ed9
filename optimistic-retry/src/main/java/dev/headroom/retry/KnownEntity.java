package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Looks into a persistence context, without reading from the database and without making a proxy. */
final class KnownEntity {

    private KnownEntity() {}

    static @Nullable Object find(EntityManager entityManager, EntityPersister persister, Object id) {
        SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
        return session.getPersistenceContextInternal().getEntity(session.generateEntityKey(id, persister));
    }
}
