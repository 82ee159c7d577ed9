package dev.headroom.retry;

import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FindOption;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;
import org.hibernate.CacheMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Reads an entity past the second-level cache, which may not know yet what others have committed.
 *
 * @param more loads what else the application needs of it; null for nothing, which makes it one query
 */
record Reading<E>(
        VersionedEntity<E> entity, Object id, @Nullable BiConsumer<EntityManager, Collection<E>> more) {

    static <E> Reading<E> of(VersionedEntity<E> entity, Object id) {
        return new Reading<>(entity, id, null);
    }

    /** In a transaction that ends before this returns. */
    @Nullable Snapshot<E> from(Transactions transactions) {
        if (more != null) {
            return transactions.read(this::from);
        }
        return entity.isListenedTo() ? transactions.find(this::from) : transactions.query(this::alone);
    }

    private @Nullable Snapshot<E> alone(StatelessSession session) {
        session.setCacheMode(CacheMode.IGNORE);
        E found = session.get(entity.type(), id);
        return found == null ? null : entity.snapshot(found);
    }

    @Nullable Snapshot<E> from(EntityManager entityManager) {
        return from(entityManager, List.of());
    }

    /**
     * @param wait null to wait as long as the database does
     */
    @Nullable Snapshot<E> locked(EntityManager entityManager, @Nullable LockWait wait) {
        return from(
                entityManager,
                wait == null
                        ? List.of(LockModeType.PESSIMISTIC_WRITE)
                        : List.of(LockModeType.PESSIMISTIC_WRITE, wait.timeout()));
    }

    private @Nullable Snapshot<E> from(EntityManager entityManager, List<FindOption> lock) {
        List<FindOption> options = new ArrayList<>(lock);
        options.add(CacheRetrieveMode.BYPASS);
        options.add(CacheStoreMode.BYPASS);
        E found = entityManager.find(entity.type(), id, options.toArray(FindOption[]::new));
        if (found == null) {
            return null;
        }
        Snapshot<E> snapshot = entity.snapshot(found);
        if (more != null) {
            more.accept(entityManager, List.of(found));
        }
        return snapshot;
    }
}
