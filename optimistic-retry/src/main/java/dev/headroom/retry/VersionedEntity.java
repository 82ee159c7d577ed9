package dev.headroom.retry;

import jakarta.persistence.EntityManager;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** What Hibernate knows of an entity that is to be updated. Immutable. */
final class VersionedEntity<E> {

    private final Class<E> type;
    private final EntityPersister persister;
    private final @Nullable String versionAttribute;

    private VersionedEntity(Class<E> type, EntityPersister persister) {
        this.type = type;
        this.persister = persister;
        this.versionAttribute =
                persister.isVersioned() ? persister.getPropertyNames()[persister.getVersionPropertyIndex()] : null;
    }

    static <E> VersionedEntity<E> of(Class<E> type, SessionFactoryImplementor factory) {
        EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(type);
        if (persister == null) {
            throw new InvalidUpdateException(
                    "update(" + type.getName() + ", …): it is no entity of this persistence unit; the entities are "
                            + new TreeSet<>(factory.getMetamodel().getEntities().stream()
                                    .map(entity -> entity.getName())
                                    .toList())
                            + ".");
        }
        if (persister.isVersioned() && persister.isVersionPropertyGenerated()) {
            throw new InvalidUpdateException(
                    "update(" + type.getName() + ", …): its version is made by the database, so that"
                            + " nobody knows it before it is written; use a number, or a time that the application makes.");
        }
        return new VersionedEntity<>(type, persister);
    }

    Class<E> type() {
        return type;
    }

    /** In the query language. */
    String name() {
        return persister.getEntityName();
    }

    @Nullable String versionAttribute() {
        return versionAttribute;
    }

    /** Whether Hibernate finds the rows first, and writes them by their ids then: between, another may write them. */
    boolean isWrittenInTwoSteps() {
        return persister.getSqmMultiTableMutationStrategy() != null;
    }

    /** Its attributes at this moment, of an entity that was just read. */
    Snapshot<E> snapshot(E entity) {
        @Nullable Object[] state = persister.getValues(entity);
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < state.length; i++) {
            if (types[i].isMutable() && !types[i].isCollectionType()) {
                state[i] = types[i].deepCopy(state[i], persister.getFactory());
            }
        }
        return new Snapshot<>(entity, version(entity), Collections.unmodifiableList(Arrays.asList(state)));
    }

    @Nullable Object version(E entity) {
        return versionAttribute == null ? null : persister.getVersion(entity);
    }

    /** The attributes that are different, except the version. What was not loaded is not compared. */
    Set<String> changed(Snapshot<E> before, Snapshot<E> after) {
        Set<String> changed = new LinkedHashSet<>();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            boolean compared = !types[i].isCollectionType() && i != persister.getVersionPropertyIndex();
            if (compared
                    && isDifferent(
                            types[i], before.state().get(i), after.state().get(i))) {
                changed.add(persister.getPropertyNames()[i]);
            }
        }
        return changed;
    }

    private boolean isDifferent(Type attribute, @Nullable Object before, @Nullable Object after) {
        return before != after
                && before != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && after != LazyPropertyInitializer.UNFETCHED_PROPERTY
                && !attribute.isEqual(before, after, persister.getFactory());
    }

    /** The value of an attribute when it was read. */
    @Nullable Object value(Snapshot<E> snapshot, String attribute) {
        return snapshot.state().get(index(attribute));
    }

    private int index(String attribute) {
        return Arrays.asList(persister.getPropertyNames()).indexOf(attribute);
    }

    /** The version after that of a snapshot. */
    Object next(Snapshot<E> snapshot, EntityManager entityManager) {
        return NextVersion.of(
                persister.getVersionMapping(),
                snapshot.version(),
                entityManager.unwrap(SharedSessionContractImplementor.class));
    }

    /**
     * Refuses what is no attribute that a patch may name.
     *
     * @param call of the user, for the message
     * @param attribute may be a part of an embeddable
     */
    void check(String call, String attribute) {
        int dot = attribute.indexOf('.');
        String first = dot < 0 ? attribute : attribute.substring(0, dot);
        List<String> names = List.of(persister.getPropertyNames());
        boolean writable = names.contains(first)
                && !first.equals(versionAttribute)
                && !persister.getPropertyTypes()[names.indexOf(first)].isCollectionType();
        if (!writable) {
            Set<String> valid = new TreeSet<>(names);
            valid.removeIf(name -> name.equals(versionAttribute)
                    || persister.getPropertyTypes()[names.indexOf(name)].isCollectionType());
            throw new InvalidUpdateException(call + ": " + type.getSimpleName() + " has no attribute \"" + attribute
                    + "\" that an update could name; it has " + valid + ".");
        }
    }
}
