package dev.headroom.retry;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.jspecify.annotations.Nullable;

/** Locks the row of an entity that was read, for as long as it takes, and reads it then. */
record RowLock<E>(VersionedEntity<E> entity, Snapshot<E> snapshot) {

    /** Null if it is gone, or hidden. The persistence context must not know it. */
    @Nullable E find(EntityManager entityManager, Object id) {
        Class<? extends E> type = entity.concreteType(snapshot);
        SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
        if (isOneStatement(session)) {
            return entityManager.find(
                    type, id, LockModeType.PESSIMISTIC_WRITE, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS);
        }
        PatchSql.lock(table(), id, session);
        return entityManager.find(type, id, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS);
    }

    /** On MariaDB always: a transaction may go on to see what was there when it began, except where it locks. */
    private boolean isOneStatement(SharedSessionContractImplementor session) {
        return entity.persister().getSqmMultiTableMutationStrategy() == null
                || session.getJdbcServices().getDialect() instanceof MySQLDialect;
    }

    /** Whose first table has a row for each entity. */
    private EntityPersister table() {
        EntityPersister concrete = entity.concrete(snapshot);
        return concrete instanceof UnionSubclassEntityPersister
                ? concrete
                : concrete.getRootEntityDescriptor().getEntityPersister();
    }
}
