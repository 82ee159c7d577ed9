package dev.headroom.projection;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OrderBy;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicEntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** What the mapping says of attributes. */
final class Mapping {

    /** Types of ids that have an array in SQL, with the type of column that it fits. */
    private static final Map<Class<?>, Integer> IN_ARRAYS = Map.of(
            Long.class, SqlTypes.BIGINT,
            Integer.class, SqlTypes.INTEGER,
            Short.class, SqlTypes.SMALLINT,
            String.class, SqlTypes.VARCHAR,
            UUID.class, SqlTypes.UUID);

    private final SessionFactoryImplementor factory;

    Mapping(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
    }

    Dialect dialect() {
        return factory.getJdbcServices().getDialect();
    }

    EntityType<?> entity(Class<?> type) {
        return findEntity(type)
                .orElseThrow(() -> new InvalidProjectionException(type.getName()
                        + " is not an entity of this EntityManagerFactory: name a class that is mapped with @Entity."));
    }

    Optional<EntityType<?>> findEntity(Class<?> type) {
        return factory.getJpaMetamodel().getEntities().stream()
                .filter(entity -> entity.getJavaType() == type)
                .<EntityType<?>>map(entity -> entity)
                .findFirst();
    }

    /** The names of an entity's subclasses. */
    List<String> subclasses(ManagedType<?> type) {
        return factory.getJpaMetamodel().getEntities().stream()
                .map(EntityType::getJavaType)
                .filter(entity ->
                        entity != type.getJavaType() && type.getJavaType().isAssignableFrom(entity))
                .map(Class::getSimpleName)
                .sorted()
                .toList();
    }

    Expressions expressions(Class<?> entity) {
        return new Expressions(factory.getCriteriaBuilder(), entity);
    }

    static Optional<Attribute<?, ?>> find(ManagedType<?> type, String name) {
        return type.getAttributes().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .<Attribute<?, ?>>map(attribute -> attribute)
                .findFirst();
    }

    static List<String> names(ManagedType<?> type) {
        return type.getAttributes().stream().map(Attribute::getName).sorted().toList();
    }

    /** The name of a subclass that has an attribute which the type itself has not. */
    Optional<String> subclassWith(ManagedType<?> type, String attribute) {
        return factory.getJpaMetamodel().getEntities().stream()
                .filter(entity -> type.getJavaType().isAssignableFrom(entity.getJavaType()))
                .filter(entity -> find(entity, attribute).isPresent())
                .map(entity -> entity.getJavaType().getSimpleName())
                .sorted()
                .findFirst();
    }

    static boolean isToOne(Attribute<?, ?> attribute) {
        PersistentAttributeType type = attribute.getPersistentAttributeType();
        return type == PersistentAttributeType.MANY_TO_ONE || type == PersistentAttributeType.ONE_TO_ONE;
    }

    /** What an attribute leads into; null for a value. */
    static @Nullable ManagedType<?> target(Attribute<?, ?> attribute) {
        Type<?> type = attribute instanceof PluralAttribute<?, ?, ?> plural
                ? plural.getElementType()
                : ((SingularAttribute<?, ?>) attribute).getType();
        return type instanceof ManagedType<?> managed ? managed : null;
    }

    /** Whether the attribute is all of an entity's id. */
    static boolean isId(ManagedType<?> owner, String name) {
        return owner instanceof IdentifiableType<?> entity
                && entity.hasSingleIdAttribute()
                && idOf(entity)
                        .map(SingularAttribute::getName)
                        .filter(name::equals)
                        .isPresent();
    }

    static Optional<SingularAttribute<?, ?>> idOf(IdentifiableType<?> entity) {
        return entity.getSingularAttributes().stream()
                .filter(SingularAttribute::isId)
                .<SingularAttribute<?, ?>>map(attribute -> attribute)
                .findFirst();
    }

    static boolean isOptional(Attribute<?, ?> attribute) {
        return attribute instanceof SingularAttribute<?, ?> singular
                && singular.isOptional()
                && !singular.isId()
                && !singular.getJavaType().isPrimitive();
    }

    /** Whether the owner has a column that holds the id of the association's target. */
    boolean hasForeignKeyToId(EntityType<?> owner, String association) {
        return factory.getMappingMetamodel()
                                .getEntityDescriptor(owner.getJavaType())
                                .findAttributeMapping(association)
                        instanceof EntityAssociationMapping mapping
                && mapping.getSideNature() == Nature.KEY
                && mapping.isReferenceToPrimaryKey()
                && !(mapping instanceof ToOneAttributeMapping toOne && mayDangle(toOne));
    }

    /** Whether a key may refer to what the application does not see. */
    private static boolean mayDangle(ToOneAttributeMapping association) {
        EntityMappingType target = association.getAssociatedEntityMappingType();
        return association.hasNotFoundAction()
                || target.getSoftDeleteMapping() != null
                || target.getEntityPersister().hasWhereRestrictions();
    }

    /** Whether a limit for each owner is read by a subquery for each of them. */
    boolean hasLateral() {
        return factory.getJdbcServices().getDialect() instanceof PostgreSQLDialect;
    }

    /** Whether many ids of an entity can travel as one array, of the type that the driver knows for the column. */
    boolean takesArrays(EntityType<?> entity) {
        Dialect dialect = factory.getJdbcServices().getDialect();
        EntityIdentifierMapping id = factory.getMappingMetamodel()
                .getEntityDescriptor(entity.getJavaType())
                .getIdentifierMapping();
        return (dialect instanceof PostgreSQLDialect || dialect instanceof H2Dialect)
                && id instanceof BasicEntityIdentifierMapping basic
                && basic.getJdbcMapping().getValueConverter() == null
                && Objects.equals(
                        IN_ARRAYS.get(id.getJavaType().getJavaTypeClass()),
                        basic.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode());
    }

    /** The mapping of a collection, of the entity or of an embeddable in it. */
    private @Nullable PluralAttributeMapping collection(EntityType<?> owner, String path) {
        ManagedMappingType at = factory.getMappingMetamodel().getEntityDescriptor(owner.getJavaType());
        for (String name : path.split("\\.", -1)) {
            AttributeMapping attribute = at.findAttributeMapping(name);
            if (attribute instanceof PluralAttributeMapping collection) {
                return collection;
            }
            if (attribute instanceof EmbeddedAttributeMapping embedded) {
                at = embedded.getEmbeddableTypeDescriptor();
            }
        }
        return null;
    }

    /** Whether a list keeps its order in a column. */
    boolean isIndexed(EntityType<?> owner, String collection) {
        PluralAttributeMapping mapping = collection(owner, collection);
        return mapping != null
                && mapping.getCollectionDescriptor().getCollectionSemantics().getCollectionClassification()
                        == CollectionClassification.LIST;
    }

    /** The order that the mapping gives the elements; empty if it gives none. */
    String orderBy(EntityType<?> owner, String path) {
        PluralAttributeMapping mapping = collection(owner, path);
        OrderBy order = mapping != null
                        && mapping.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
                ? member.getAnnotation(OrderBy.class)
                : null;
        return order == null ? "" : order.value();
    }

    /**
     * The attribute of the elements that refers to their owner, if it says the same as the collection: it saves a join, but
     * knows nothing of conditions on the collection.
     */
    @Nullable String mappedBy(EntityType<?> owner, String collection) {
        PluralAttributeMapping mapping = collection(owner, collection);
        if (mapping != null
                && !mapping.hasWhereRestrictions()
                && mapping.getCollectionDescriptor().isOneToMany()) {
            return mapping.getCollectionDescriptor().getMappedByProperty();
        }
        return null;
    }
}
