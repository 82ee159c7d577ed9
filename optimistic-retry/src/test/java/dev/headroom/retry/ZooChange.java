package dev.headroom.retry;

import dev.headroom.retry.exception.InvalidUpdateException;
import dev.headroom.retry.internal.mapping.Attributes;
import dev.headroom.retry.internal.mapping.LargeObjects;
import dev.headroom.retry.internal.mapping.OneStatement;
import dev.headroom.testsupport.zoo.AnimalStore;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.Hibernate;
import org.hibernate.engine.internal.ManagedTypeHelper;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A change of an attribute of one row of an animal, or a deletion, through an entity manager or as a patch.
 *
 * @param attribute that is set; empty for a deletion
 * @param from the id of the row that has the new value; null to set null
 */
record ZooChange(
        AnimalStore store,
        String attribute,
        Object id,
        @Nullable Object from) implements ZooStep {

    static ZooChange deletion(AnimalStore store, Object id) {
        return new ZooChange(store, "", id, null);
    }

    boolean deletes() {
        return attribute.isEmpty();
    }

    /** Where a null must not be is no mapping's fault. */
    @Override
    public boolean mayBeRefused() {
        return deletes() || from != null;
    }

    static EntityPersister persister(AnimalStore store) {
        return Objects.requireNonNull(store.entityManagerFactory()
                .unwrap(SessionFactoryImplementor.class)
                .getMappingMetamodel()
                .getEntityDescriptor(store.animal().root()));
    }

    private EntityPersister persister() {
        return persister(store);
    }

    /** Whether the mapping, or the type of the value, does not let a patch set the attribute. */
    @Override
    public boolean isRefused(EntityManager em) {
        if (deletes()) {
            return false;
        }
        try {
            new Attributes("", persister()).checkSet("", attribute, value(em));
            return false;
        } catch (InvalidUpdateException refused) {
            return true;
        }
    }

    /** Whether its class was enhanced so that it is read on its own. */
    boolean isLazy() {
        return !deletes() && persister().getPropertyLaziness()[place()];
    }

    private int place() {
        return persister().findAttributeMapping(attribute).getStateArrayPosition();
    }

    @Override
    public boolean isOneStatement() {
        OneStatement one = OneStatement.of(persister());
        return deletes() ? one.deletes() : one.updates();
    }

    @Nullable Object value(EntityManager em) {
        Object row = from == null ? null : find(em, from);
        return row == null ? null : valueOf(row);
    }

    /** Not as a proxy, which has no values of its own. Null if an earlier step has hidden it. */
    private @Nullable Object find(EntityManager em, Object rowId) {
        return Hibernate.unproxy(em.find(store.animal().root(), rowId));
    }

    private @Nullable Object valueOf(Object row) {
        if (!ManagedTypeHelper.isPersistentAttributeInterceptable(row)) {
            return persister().getValue(row, place());
        }
        try { // as an enhanced getter does, which loads it
            return row.getClass().getMethod("$$_hibernate_read_" + attribute).invoke(row);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** As the application has it, which has read it in another transaction. */
    @Nullable Object detachedValue() {
        if (LargeObjects.exist(persister())) {
            return store.inTransaction(em -> Optional.ofNullable(value(em))).orElse(null);
        }
        try (EntityManager em = store.entityManager()) { // without a transaction, which takes longer
            return value(em);
        }
    }

    private boolean isThere(Object row, @Nullable Object value) {
        Object old = valueOf(row);
        return old == value
                || (old != null
                        && value != null
                        && persister().getPropertyTypes()[place()].isEqual(old, value));
    }

    /** Whether the row has the value already. */
    boolean isNeedless(EntityManager em) {
        Object row = find(em, id);
        return row == null || (!isLazy() && isThere(row, value(em)));
    }

    /** What was not read is written, whatever is there: Hibernate does not read it to compare it. */
    void make(EntityManager em, @Nullable Object value) {
        Object row = find(em, id);
        if (row == null) {
            return;
        }
        if (deletes()) {
            em.remove(row);
            return;
        }
        if (!isLazy() && isThere(row, value)) {
            return;
        }
        if (persister().isVersioned() && !persister().getPropertyVersionability()[place()]) {
            em.lock(row, LockModeType.PESSIMISTIC_FORCE_INCREMENT); // a patch raises it for all that it writes
        }
        persister().setValue(row, place(), value);
        ManagedTypeHelper.processIfSelfDirtinessTracker(
                row, (tracker, name) -> tracker.$$_hibernate_trackChange(name), attribute);
    }

    @Override
    public void throughEntityManager(ZooTransactions transactions) {
        Object read = isLazy()
                ? transactions.run(em -> Optional.ofNullable(value(em))).orElse(null)
                : null;
        transactions.run(em -> {
            make(em, isLazy() || deletes() ? read : value(em));
            return true;
        });
    }

    @Override
    public Outcome byUpdates(VersionedUpdates updates) {
        Object value = deletes() ? null : detachedValue();
        return updates.update(store.animal().root(), id)
                .compute((entity, patch) -> deletes() ? guarded(patch).delete() : set(patch, value));
    }

    <E> Patch<E> set(Patch<E> patch, @Nullable Object value) {
        return guarded(patch).set(attribute, value);
    }

    /** Without a version, what must be as it was read is named. */
    private <E> Patch<E> guarded(Patch<E> patch) {
        if (persister().isVersioned()) {
            return patch;
        }
        return patch.ifUnchanged(deletes() ? comparable() : attribute);
    }

    /** An attribute of the row's own. */
    private String comparable() {
        Attributes attributes = new Attributes("", persister());
        return ZooSteps.attributes(store).stream()
                .filter(name -> ZooGroups.failure(() -> attributes.checkWhole("", name)) == null)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public @Nullable Set<String> named(EntityManager em) {
        if (deletes()) {
            return null;
        }
        return isNeedless(em) ? versionColumn() : columns();
    }

    /** Those of the attribute and of the version. */
    Set<String> columns() {
        Set<String> columns = versionColumn();
        persister()
                .findAttributeMapping(attribute)
                .forEachSelectable((place, column) -> columns.add(ZooRows.name(column)));
        return columns;
    }

    private Set<String> versionColumn() {
        Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        if (persister().isVersioned()) {
            columns.add(ZooRows.name(persister().getVersionMapping()));
        }
        return columns;
    }

    @Override
    public String toString() {
        return (deletes() ? "deletion" : attribute + (from == null ? " = null" : " as in " + from)) + " of " + id;
    }
}
