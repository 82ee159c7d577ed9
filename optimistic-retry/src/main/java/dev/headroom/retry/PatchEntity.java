package dev.headroom.retry;

import dev.headroom.retry.PatchStatement.Won;
import dev.headroom.retry.internal.FreshContext;
import dev.headroom.retry.internal.mapping.AttributeValues;
import dev.headroom.retry.internal.mapping.Attributes;
import dev.headroom.retry.internal.mapping.OneStatement;
import dev.headroom.retry.internal.mapping.Snapshot;
import dev.headroom.retry.internal.mapping.VersionedEntity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Objects;
import org.hibernate.Session;
import org.hibernate.engine.internal.ManagedTypeHelper;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * A patch as a change of a managed entity, which Hibernate writes: for all that {@linkplain OneStatement one statement of ours}
 * would not do as Hibernate does it. The row is locked before it is compared and changed.
 */
final class PatchEntity<E> {

    private final VersionedEntity<E> entity;
    private final Object id;
    private final Snapshot<E> snapshot;
    private final Patch<E> patch;

    PatchEntity(VersionedEntity<E> entity, Object id, Snapshot<E> snapshot, Patch<E> patch) {
        this.entity = entity;
        this.id = id;
        this.snapshot = snapshot;
        this.patch = patch;
    }

    /** Runs it; null if the entity is not as it was read. */
    @Nullable Won run(EntityManager entityManager) {
        entityManager.flush();
        return FreshContext.<@Nullable Won>ifKnown(entityManager, entity.persister(), id, this::write);
    }

    private @Nullable Won write(EntityManager entityManager) {
        E found = lockUnchanged(entityManager);
        if (found == null) {
            return null;
        }
        begin(entityManager, found);
        return patch.deletes() ? delete(entityManager, found) : update(entityManager, found);
    }

    /** Locks the row, for a statement that does not compare it; false if it is not as it was read. */
    boolean lockForStatement(EntityManager entityManager) {
        entityManager.flush();
        return FreshContext.ifKnown(entityManager, entity.persister(), id, this::isUnchanged);
    }

    private boolean isUnchanged(EntityManager entityManager) {
        E found = lockUnchanged(entityManager);
        if (found != null) {
            entityManager.detach(found); // the statement writes, and nobody else
        }
        return found != null;
    }

    /** Locks the row; null if it is not as it was read. */
    private @Nullable E lockUnchanged(EntityManager entityManager) {
        E found = new RowLock<>(entity, snapshot, null).find(entityManager, id);
        return found != null && isAsRead(found) ? found : null;
    }

    /** A row that is older than the version's column gets its first version: Hibernate changes none without. */
    private void begin(EntityManager entityManager, E found) {
        if (entity.versionAttribute() != null && snapshot.version() == null) {
            raise(entityManager, found);
        }
    }

    private boolean isAsRead(E found) {
        return Objects.deepEquals(entity.version(found), snapshot.version())
                && entity.changed(snapshot, entity.snapshot(found)).stream().noneMatch(patch.guards()::contains);
    }

    private Won delete(EntityManager entityManager, E found) {
        entityManager.remove(found);
        entityManager.flush();
        return new Won(null);
    }

    private Won update(EntityManager entityManager, E found) {
        Object before = entity.version(found);
        HiddenReferences hidden = HiddenReferences.of(
                entity.concrete(snapshot),
                found,
                id,
                patch.values().keySet(),
                entityManager.unwrap(SharedSessionContractImplementor.class));
        patch.values()
                .forEach((attribute, value) ->
                        set(entityManager, found, attribute, value == null ? null : entity.fitting(attribute, value)));
        patch.sums()
                .forEach((attribute, delta) ->
                        set(entityManager, found, attribute, entity.sum(entity.snapshot(found), attribute, delta)));
        entityManager.flush();
        hidden.restore();
        if (entity.versionAttribute() == null) {
            return new Won(null);
        }
        if (Objects.deepEquals(entity.version(found), before)) {
            entityManager.lock(found, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        }
        return new Won(later(entityManager, found));
    }

    private void set(EntityManager entityManager, E found, String attribute, @Nullable Object value) {
        new AttributeValues(entity.persister(), (mapping, one) -> managed(entityManager, mapping, one))
                .set(found, attribute, value);
        ManagedTypeHelper.processIfSelfDirtinessTracker(
                found, (tracker, name) -> tracker.$$_hibernate_trackChange(name), Attributes.whole(attribute));
    }

    /** An entity of another persistence context is only referred to. */
    private static @Nullable Object managed(
            EntityManager entityManager, AttributeMapping attribute, @Nullable Object value) {
        if (value == null || !(attribute instanceof ToOneAttributeMapping association)) {
            return value;
        }
        Object id =
                entityManager.getEntityManagerFactory().getPersistenceUnitUtil().getIdentifier(value);
        String target = association.getAssociatedEntityMappingType().getEntityName();
        return id == null ? value : entityManager.unwrap(Session.class).getReference(target, id);
    }

    /** Hibernate takes a time of the clock, which may not be later than the last. */
    private @Nullable Object later(EntityManager entityManager, E found) {
        SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
        Object made = entity.version(found);
        if (!entity.isTooEarly(made, snapshot, session)) {
            return made;
        }
        return raise(entityManager, found);
    }

    /** Writes the version that comes after that of the snapshot. */
    private Object raise(EntityManager entityManager, E found) {
        SharedSessionContractImplementor session = entityManager.unwrap(SharedSessionContractImplementor.class);
        Object next = entity.next(snapshot, session);
        entityManager.refresh(found); // the column may have kept another time than Hibernate has made
        new PatchSql<>(entity, id, entity.snapshot(found), Patch.<E>empty().forceIncrement()).run(session, next);
        entityManager.refresh(found);
        return next;
    }
}
