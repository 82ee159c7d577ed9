package dev.headroom.retry;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/** What Hibernate knows of an entity that is to be updated. Safe for use by many threads. */
final class VersionedEntity<E> {

    private final Class<E> type;
    private final EntityPersister persister;
    private final @Nullable String versionAttribute;
    private final EntityTables tables;
    private final boolean listenedTo;

    /** What patches may name, and have named. */
    private final Map<String, ModelPart> named = new ConcurrentHashMap<>();

    private VersionedEntity(Class<E> type, EntityPersister persister) {
        this.type = type;
        this.persister = persister;
        this.versionAttribute =
                persister.isVersioned() ? persister.getPropertyNames()[persister.getVersionPropertyIndex()] : null;
        this.tables = EntityTables.of(persister);
        this.listenedTo = LoadListeners.exist(persister.getFactory());
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

    EntityTables tables() {
        return tables;
    }

    /** Whether somebody wants to know when it is loaded. */
    boolean isListenedTo() {
        return listenedTo;
    }

    /** Whether some cache of Hibernate's may know it. */
    boolean isCached() {
        return persister.getFactory().getSessionFactoryOptions().isSecondLevelCacheEnabled();
    }

    EntityPersister persister() {
        return persister;
    }

    String table() {
        return persister.getIdentifierTableDetails().getTableName();
    }

    EntityVersionMapping version() {
        return Objects.requireNonNull(persister.getVersionMapping());
    }

    /** The mapping of an attribute, or of a part of an embeddable. */
    ModelPart part(String attribute) {
        ModelPart known = named.get(attribute);
        return known == null ? Objects.requireNonNull(findPart(attribute), attribute) : known;
    }

    private @Nullable ModelPart findPart(String attribute) {
        @Nullable ManagedMappingType type = persister;
        ModelPart part = null;
        for (String name : attribute.split("\\.", -1)) {
            part = type == null ? null : type.findAttributeMapping(name);
            type = part instanceof EmbeddedAttributeMapping embedded ? embedded.getEmbeddableTypeDescriptor() : null;
        }
        return part;
    }

    /**
     * A value as the attribute takes it: numbers may be of another type.
     *
     * @param call of the user, for the message
     */
    Object fitting(String call, String attribute, Object value) {
        JavaType<?> type = part(attribute).getJavaType();
        Object fitting = value;
        if (value instanceof Number && !type.isInstance(value)) {
            try {
                fitting = type.coerce(value);
            } catch (RuntimeException tooLarge) { // Hibernate's, or of the JDK
                fitting = value;
            }
        }
        if (!type.isInstance(fitting)) {
            throw new InvalidUpdateException(
                    call + ": \"" + attribute + "\" of " + this.type.getSimpleName() + " is of " + type.getTypeName()
                            + ", and takes no " + value.getClass().getTypeName() + " of that value.");
        }
        return fitting;
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

    /** Takes back what Hibernate has said of an entity that was not written. */
    void version(E entity, @Nullable Object version) {
        if (versionAttribute != null) {
            persister.setValue(entity, persister.getVersionPropertyIndex(), version);
        }
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
    Object next(Snapshot<E> snapshot, SharedSessionContractImplementor session) {
        return NextVersion.of(persister.getVersionMapping(), snapshot.version(), session);
    }

    /** As {@link #check}, of what is compared as it was read: wholes only. */
    void checkWhole(String call, String attribute) {
        check(call, attribute);
        if (attribute.contains(".")) {
            throw new InvalidUpdateException(call + ": ifUnchanged(\"" + attribute
                    + "\") names a part of an attribute; name \"" + PatchStatement.whole(attribute) + "\".");
        }
        part(attribute).forEachSelectable((place, column) -> {
            if (column.isFormula()) {
                throw new InvalidUpdateException(call + ": ifUnchanged(\"" + attribute
                        + "\") names what is computed when it is read; name the attributes that it is computed from.");
            }
        });
    }

    /** As {@link #check}, of what is to be written: it must not be read-only. */
    void checkWritten(String call, String attribute) {
        check(call, attribute);
        boolean[] written = {persister.getPropertyUpdateability()[index(PatchStatement.whole(attribute))]};
        part(attribute).forEachSelectable((place, column) -> written[0] &= column.isUpdateable());
        if (!written[0]) {
            throw new InvalidUpdateException(call + ": the mapping says that \"" + attribute + "\" of "
                    + type.getSimpleName()
                    + ", or a column of it, is never updated; write another attribute, or a part of it.");
        }
    }

    /**
     * Refuses what is no attribute that a patch may name.
     *
     * @param call of the user, for the message
     * @param attribute may be a part of an embeddable
     */
    void check(String call, String attribute) {
        if (named.containsKey(attribute)) {
            return;
        }
        String first = PatchStatement.whole(attribute);
        List<String> names = List.of(persister.getPropertyNames());
        ModelPart part = findPart(attribute);
        boolean writable = names.contains(first)
                && !first.equals(versionAttribute)
                && !persister.getPropertyTypes()[names.indexOf(first)].isCollectionType();
        if (!writable || part == null) {
            Set<String> valid = new TreeSet<>(names);
            valid.removeIf(name -> name.equals(versionAttribute)
                    || persister.getPropertyTypes()[names.indexOf(name)].isCollectionType());
            throw new InvalidUpdateException(call + ": " + type.getSimpleName() + " has no attribute \"" + attribute
                    + "\" that an update could name; it has " + valid + ".");
        }
        named.put(attribute, part);
    }
}
