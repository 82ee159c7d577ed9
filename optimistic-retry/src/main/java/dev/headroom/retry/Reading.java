package dev.headroom.retry;

import dev.headroom.retry.internal.FreshContext;
import dev.headroom.retry.internal.Transactions;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import dev.headroom.retry.locks.LockWait;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
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
 * @param view of the caller's entity manager, which may know the entity as it was; null if nobody asked
 */
record Reading<E>(
        VersionedEntity<E> entity,
        Object id,
        @Nullable BiConsumer<EntityManager, Collection<E>> more,
        @Nullable EntityManager view) {

    static <E> Reading<E> of(VersionedEntity<E> entity, Object id) {
        return new Reading<>(entity, id, null, null);
    }

    /** Has the caller's entity manager read the entity again, if it knows it. */
    void refreshView() {
        Object known = view == null ? null : FreshContext.known(view, entity.persister(), id);
        if (view == null || known == null) {
            return;
        }
        try {
            view.refresh(known);
        } catch (RuntimeException gone) { // the update has ended, and whoever needs the entity will read it
            view.detach(known);
        }
    }

    /** In a transaction that ends before this returns. */
    @Nullable Snapshot<E> from(Transactions transactions) {
        if (more != null || entity.hasLargeObjects()) {
            return transactions.read(this::from);
        }
        return transactions.prepare() || entity.isListenedTo()
                ? transactions.find(this::from)
                : transactions.query(this::alone);
    }

    private @Nullable Snapshot<E> alone(StatelessSession session) {
        session.setCacheMode(CacheMode.IGNORE);
        E found = session.get(entity.type(), id);
        return found == null ? null : entity.snapshot(found);
    }

    @Nullable Snapshot<E> from(EntityManager entityManager) {
        return snapshot(
                entityManager, entityManager.find(entity.type(), id, CacheRetrieveMode.BYPASS, CacheStoreMode.BYPASS));
    }

    /**
     * @param base of the row when it was read: the tables of all subclasses at once could not be locked
     * @param wait null to wait as long as the database does
     */
    @Nullable Snapshot<E> locked(EntityManager entityManager, Snapshot<E> base, @Nullable LockWait wait) {
        return FreshContext.<@Nullable Snapshot<E>>ifKnown(
                entityManager, entity.persister(), id, context -> lockedIn(context, base, wait));
    }

    private @Nullable Snapshot<E> lockedIn(EntityManager entityManager, Snapshot<E> base, @Nullable LockWait wait) {
        Snapshot<E> locked = snapshot(entityManager, new RowLock<>(entity, base, wait).find(entityManager, id));
        if (locked != null) {
            entityManager.detach(locked.entity()); // what the application does to it is not written
        }
        return locked;
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
