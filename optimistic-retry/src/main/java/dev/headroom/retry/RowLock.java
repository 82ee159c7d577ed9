package dev.headroom.retry;

import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import dev.headroom.retry.locks.LockWait;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FindOption;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Timeout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.dialect.lock.spi.ConnectionLockTimeoutStrategy;
import org.hibernate.dialect.lock.spi.LockTimeoutType;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.UnionSubclassEntityPersister;
import org.hibernate.type.CompositeType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Locks the row of an entity that was read, and reads it then.
 *
 * @param patience null to wait as long as the database does
 */
record RowLock<E>(
        VersionedEntity<E> entity,
        Snapshot<E> snapshot,
        @Nullable LockWait patience) {

    /** Null if it is gone, or hidden. The persistence context must not know it. */
    @Nullable E find(EntityManager entityManager, Object id) {
        Class<? extends E> type = entity.concreteType(snapshot);
        SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
        if (isOneStatement(session)) {
            List<FindOption> options = new ArrayList<>(
                    List.of(LockModeType.PESSIMISTIC_WRITE, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS));
            if (patience != null) {
                options.add(patience.timeout());
            }
            return entityManager.find(type, id, options.toArray(FindOption[]::new));
        }
        lock(id, session);
        return entityManager.find(type, id, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS);
    }

    /**
     * Where there are joins, PostgreSQL and H2 cannot lock one side of them, and what Hibernate does instead fails for composite ids
     * and for references inside of embeddables. On MariaDB always: a transaction may go on to see what was there when it began,
     * except where it locks.
     */
    private boolean isOneStatement(SharedSessionContractImplementor session) {
        EntityPersister persister = entity.concrete(snapshot);
        return session.getJdbcServices().getDialect() instanceof MySQLDialect
                || (persister.getSqmMultiTableMutationStrategy() == null
                        && !refers(persister)
                        && persister.getSubMappingTypes().stream()
                                .noneMatch(subtype -> refers(subtype.getEntityPersister())));
    }

    private static boolean refers(EntityPersister persister) {
        return refers(persister.getIdentifierType())
                || Arrays.stream(persister.getPropertyTypes()).anyMatch(RowLock::refers);
    }

    private static boolean refers(Type type) {
        return type.isEntityType()
                || (type instanceof CompositeType parts
                        && Arrays.stream(parts.getSubtypes()).anyMatch(RowLock::refers));
    }

    private void lock(Object id, SharedSessionContractImplementor session) {
        Dialect dialect = session.getJdbcServices().getDialect();
        if (patience == null) {
            PatchSql.lock(table(), id, session, dialect.getForUpdateString());
            return;
        }
        Timeout timeout = patience.timeout();
        String clause = dialect.getForUpdateString(LockMode.PESSIMISTIC_WRITE, timeout);
        LockTimeoutType kind = dialect.getLockingSupport().getMetadata().getLockTimeoutType(timeout);
        if (kind != LockTimeoutType.CONNECTION) {
            PatchSql.lock(table(), id, session, clause);
            return;
        }
        ConnectionLockTimeoutStrategy connection = dialect.getLockingSupport().getConnectionLockTimeoutStrategy();
        session.doWork(jdbc -> {
            Timeout before = connection.getLockTimeout(jdbc, session.getFactory());
            connection.setLockTimeout(timeout, jdbc, session.getFactory());
            PatchSql.lock(table(), id, session, clause); // if it fails, the transaction has failed
            connection.setLockTimeout(before, jdbc, session.getFactory());
        });
    }

    /** Whose first table has a row for each entity. */
    private EntityPersister table() {
        EntityPersister concrete = entity.concrete(snapshot);
        return concrete instanceof UnionSubclassEntityPersister
                ? concrete
                : concrete.getRootEntityDescriptor().getEntityPersister();
    }
}
