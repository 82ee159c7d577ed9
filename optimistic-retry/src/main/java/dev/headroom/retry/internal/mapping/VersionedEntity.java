package dev.headroom.retry.internal.mapping;

import dev.headroom.retry.exception.InvalidUpdateException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.engine.spi.FilterDefinition;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.EntityVersionMapping;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** What Hibernate knows of an entity that is to be updated. Safe for use by many threads. */
public final class VersionedEntity<E> {

    private final Class<E> type;
    private final EntityPersister persister;
    private final @Nullable String versionAttribute;
    private final @Nullable NextVersion nextVersion;
    private final OneStatement oneStatement;
    private final Attributes attributes;
    private final StateComparison comparison;
    private final Validation validation;
    private final boolean listenedTo;
    private final boolean largeObjects;
    private final String patchCall;

    private VersionedEntity(Class<E> type, EntityPersister persister) {
        this.type = type;
        this.persister = persister;
        this.versionAttribute =
                persister.isVersioned() ? persister.getPropertyNames()[persister.getVersionPropertyIndex()] : null;
        EntityVersionMapping version = persister.getVersionMapping();
        this.nextVersion = version == null ? null : new NextVersion(version);
        this.oneStatement = OneStatement.of(persister);
        this.attributes = new Attributes(type.getSimpleName(), persister);
        this.comparison = new StateComparison(persister);
        this.validation = Validation.of(persister);
        this.listenedTo = Listeners.hearLoads(persister.getFactory());
        this.largeObjects = LargeObjects.exist(persister);
        this.patchCall = "The patch of " + type.getSimpleName();
    }

    public static <E> VersionedEntity<E> of(Class<E> type, SessionFactoryImplementor factory) {
        EntityPersister persister = factory.getMappingMetamodel().findEntityDescriptor(type);
        if (persister == null) {
            throw new InvalidUpdateException(
                    "update(" + type.getName() + ", …): it is no entity of this persistence unit; the entities are "
                            + new TreeSet<>(factory.getMetamodel().getEntities().stream()
                                    .map(entity -> entity.getName())
                                    .toList())
                            + ".");
        }
        if (persister.getIdentifierTableDetails().getTableName().startsWith("(")) {
            throw new InvalidUpdateException("update(" + type.getName()
                    + ", …): it is the result of a query (@Subselect), which nothing can be written to;"
                    + " update the entities that the query reads.");
        }
        if (persister.isVersioned() && persister.isVersionPropertyGenerated()) {
            throw new InvalidUpdateException(
                    "update(" + type.getName() + ", …): its version is made by the database, so that"
                            + " it is unknown before it is written; use a number, or a time that the application makes.");
        }
        return new VersionedEntity<>(type, persister);
    }

    /** Refuses it where filters that the application enables hide rows from an entity manager that finds them by id. */
    public VersionedEntity<E> refuseFilters() {
        Collection<FilterDefinition> filters = persister.getFactory().getAutoEnabledFilters();
        if (persister.hasFilterForLoadByKey() && filters.stream().noneMatch(FilterDefinition::isAppliedToLoadByKey)) {
            throw new InvalidUpdateException("update(" + type.getName()
                    + ", …): a filter with applyToLoadByKey hides rows of it, and updates do not know how you enable it;"
                    + " name prepare(…) when you build the updates.");
        }
        return this;
    }

    public Class<E> type() {
        return type;
    }

    /** In the query language. */
    public String name() {
        return persister.getEntityName();
    }

    public @Nullable String versionAttribute() {
        return versionAttribute;
    }

    public OneStatement oneStatement() {
        return oneStatement;
    }

    public Attributes attributes() {
        return attributes;
    }

    public Validation validation() {
        return validation;
    }

    /** Whether somebody wants to know when it is loaded. */
    public boolean isListenedTo() {
        return listenedTo;
    }

    /** Whether it, or what is loaded with it, has what a driver may read and write inside a transaction only. */
    public boolean hasLargeObjects() {
        return largeObjects;
    }

    /** Whether some cache of Hibernate's may know it. */
    public boolean isCached() {
        return persister.getFactory().getSessionFactoryOptions().isSecondLevelCacheEnabled();
    }

    public EntityPersister persister() {
        return persister;
    }

    public String table() {
        return persister.getIdentifierTableDetails().getTableName();
    }

    public EntityVersionMapping version() {
        return Objects.requireNonNull(persister.getVersionMapping());
    }

    /** Its attributes at this moment, of an entity that was just read. */
    public Snapshot<E> snapshot(E entity) {
        @Nullable Object[] state = persister.getValues(entity);
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < state.length; i++) {
            if (types[i].isMutable() && !types[i].isCollectionType()) {
                state[i] = types[i].deepCopy(state[i], persister.getFactory());
            }
        }
        return new Snapshot<>(entity, version(entity), Collections.unmodifiableList(Arrays.asList(state)));
    }

    public @Nullable Object version(E entity) {
        return versionAttribute == null ? null : persister.getVersion(entity);
    }

    /** Takes back what Hibernate has said of an entity that was not written. */
    public void version(E entity, @Nullable Object version) {
        if (versionAttribute != null) {
            persister.setValue(entity, persister.getVersionPropertyIndex(), version);
        }
    }

    /** The attributes that are different, except the version. What was not loaded is not compared. */
    public Set<String> changed(Snapshot<E> before, Snapshot<E> after) {
        return comparison.changed(before.state(), after.state());
    }

    /** The attributes that the application has changed in the entity itself since it was read. */
    public Set<String> changed(Snapshot<E> read) {
        return comparison.changed(read.state(), Arrays.asList(persister.getValues(read.entity())));
    }

    /** The value of an attribute, or of a part of an embeddable, when it was read. */
    public @Nullable Object value(Snapshot<E> snapshot, String attribute) {
        Object value = snapshot.state().get(attributes.index(Attributes.whole(attribute)));
        ManagedMappingType type = persister;
        String path = attribute;
        while (value != null && path.contains(".")) {
            type = ((EmbeddedAttributeMapping) type.findAttributeMapping(Attributes.whole(path)))
                    .getEmbeddableTypeDescriptor();
            path = path.substring(path.indexOf('.') + 1);
            AttributeMapping part = type.findAttributeMapping(Attributes.whole(path));
            value = ((EmbeddableMappingType) type).getValue(value, part.getStateArrayPosition());
        }
        return value;
    }

    /** A value as the attribute takes it. */
    public Object fitting(String attribute, Object value) {
        return attributes.fitting(patchCall(), attribute, value);
    }

    /** What was read and a delta. */
    public Object sum(Snapshot<E> read, String attribute, Number delta) {
        return attributes.sum(patchCall(), attribute, value(read, attribute), delta);
    }

    /** How messages name a patch. */
    public String patchCall() {
        return patchCall;
    }

    /** Whether an attribute had this value when it was read, as Hibernate compares them. */
    public boolean had(Snapshot<E> snapshot, String attribute, @Nullable Object value) {
        Object read = value(snapshot, attribute);
        return attribute.contains(".")
                ? StateComparison.had(attributes.part(attribute), read, value)
                : comparison.had(attributes.index(attribute), read, value);
    }

    /** The version after that of a snapshot. */
    public Object next(Snapshot<E> snapshot, SharedSessionContractImplementor session) {
        return Objects.requireNonNull(nextVersion).after(snapshot.version(), session);
    }

    /** Whether a version that Hibernate made is not later than that of a snapshot, though it should be. */
    public boolean isTooEarly(@Nullable Object made, Snapshot<E> last, SharedSessionContractImplementor session) {
        return Objects.requireNonNull(nextVersion).isTooEarly(made, last.version(), session);
    }

    /** Of the subclass that was read. */
    public EntityPersister concrete(Snapshot<E> snapshot) {
        return persister.getSubclassEntityPersister(snapshot.entity(), persister.getFactory());
    }

    @SuppressWarnings("unchecked") // it is a subclass
    public Class<? extends E> concreteType(Snapshot<E> snapshot) {
        return (Class<? extends E>) concrete(snapshot).getMappedClass();
    }
}
