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
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Reads an entity past the second-level cache, which may not know yet what others have committed.
 *
 * @param more loads what else the application needs of it; null for nothing, which makes it one query
 * @param view of the caller's entity manager, which may know the entity as it was; null if nobody asked
 */
record Reading<E>(
        VersionedEntity<E> entity,
        Object id,
        @Nullable BiConsumer<EntityManager, Collection<E>> more,
        @Nullable SharedSessionContractImplementor view) {

    static <E> Reading<E> of(VersionedEntity<E> entity, Object id) {
        return new Reading<>(entity, id, null, null);
    }

    /** Has the caller's entity manager read the entity again, if it knows it. */
    void refreshView() {
        Object known = view == null ? null : KnownEntity.find(view, entity.persister(), id);
        if (view == null || known == null) {
            return;
        }
        EntityManager entityManager = (EntityManager) view;
        try {
            entityManager.refresh(known);
        } catch (RuntimeException gone) { // the update has ended well, and whoever needs the entity will read it
            entityManager.detach(known);
        }
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
        return from(entityManager, entity.type(), List.of());
    }

    /**
     * @param base of the row when it was read: the tables of all subclasses at once could not be locked
     * @param wait null to wait as long as the database does
     */
    @Nullable Snapshot<E> locked(EntityManager entityManager, Snapshot<E> base, @Nullable LockWait wait) {
        Snapshot<E> locked = wait == null
                ? snapshot(entityManager, new RowLock<>(entity, base).find(entityManager, id))
                : from(
                        entityManager,
                        entity.concreteType(base),
                        List.of(LockModeType.PESSIMISTIC_WRITE, wait.timeout()));
        if (locked != null) {
            entityManager.detach(locked.entity()); // what the application does to it is not written
        }
        return locked;
    }

    private @Nullable Snapshot<E> from(EntityManager entityManager, Class<? extends E> type, List<FindOption> lock) {
        List<FindOption> options = new ArrayList<>(lock);
        options.add(CacheRetrieveMode.BYPASS);
        options.add(CacheStoreMode.BYPASS);
        return snapshot(entityManager, entityManager.find(type, id, options.toArray(FindOption[]::new)));
    }

    private @Nullable Snapshot<E> snapshot(EntityManager entityManager, @Nullable E found) {
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
