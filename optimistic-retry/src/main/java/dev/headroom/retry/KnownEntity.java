package dev.headroom.retry;

import java.util.Map;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Looks into a persistence context, without reading from the database and without making a proxy. */
final class KnownEntity {

    private KnownEntity() {}

    static @Nullable Object find(SharedSessionContractImplementor session, EntityPersister persister, Object id) {
        for (Map.Entry<Object, EntityEntry> known :
                session.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            EntityEntry entry = known.getValue();
            boolean isOfType = entry.getPersister().getRootEntityName().equals(persister.getRootEntityName());
            if (isOfType && id.equals(entry.getId())) {
                return known.getKey();
            }
        }
        return null;
    }
}
