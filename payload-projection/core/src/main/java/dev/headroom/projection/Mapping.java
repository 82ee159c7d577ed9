package dev.headroom.projection;

import dev.headroom.projection.failure.InvalidProjectionException;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.BasicEntityIdentifierMapping;
import org.hibernate.metamodel.mapping.DiscriminatedAssociationModelPart;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityIdentifierMapping;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.ModelPartContainer;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
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

    /** Types of which two values are equal if and only if the database takes them for equal. */
    private static final Set<Class<?>> EXACT =
            Set.of(Long.class, Integer.class, Short.class, Byte.class, Boolean.class, BigInteger.class, UUID.class);

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
        return new Expressions(factory.getCriteriaBuilder(), new InnerJoins(this), entity);
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

    /**
     * An attribute as an entity has it.
     *
     * @param entity that has it, itself or in an embeddable
     * @param way to the embeddable; empty if the entity has it itself
     * @param owner the entity or the embeddable
     * @param name one that {@link #find} finds
     */
    ResolvedAttribute resolve(EntityType<?> entity, List<String> way, ManagedType<?> owner, String name) {
        ResolvedAttribute declared =
                ResolvedAttribute.declared(find(owner, name).orElseThrow());
        List<String> path = new ArrayList<>(way);
        path.add(name);
        ModelPart part = find(entity, path);
        ModelPart value = valuePart(part);
        Class<?> mapped = value == null ? declared.type() : value.getJavaType().getJavaTypeClass();
        boolean generic = Types.boxed(declared.type()) != Types.boxed(mapped)
                && declared.type().isAssignableFrom(mapped)
                && !(value instanceof DiscriminatedAssociationModelPart);
        return generic
                ? new ResolvedAttribute(
                        declared.attribute(), mapped, factory.getJpaMetamodel().findManagedType(mapped), part)
                : new ResolvedAttribute(declared.attribute(), declared.type(), declared.target(), part);
    }

    /** What is read for an attribute: of a collection, its elements. */
    static @Nullable ModelPart valuePart(@Nullable ModelPart attribute) {
        return attribute instanceof PluralAttributeMapping plural ? plural.getElementDescriptor() : attribute;
    }

    /** The mapping of an attribute of an entity, or of an embeddable in it; null if Hibernate has none for it alone. */
    private @Nullable ModelPart find(EntityType<?> entity, List<String> path) {
        ModelPartContainer at = factory.getMappingMetamodel().getEntityDescriptor(entity.getJavaType());
        ModelPart part = null;
        for (String name : path) {
            part = at == null ? null : at.findSubPart(name, null);
            at = part instanceof EmbeddableValuedModelPart embedded ? embedded.getEmbeddableTypeDescriptor() : null;
        }
        return part;
    }

    /** Whether the owner has a column that holds the id of the association's target. */
    boolean hasForeignKeyToId(EntityType<?> owner, String association) {
        return References.holdId(find(owner, List.of(association)));
    }

    /**
     * Whether ids that are equal for the database are so for Java, and the other way round. Texts may not be: a database may
     * take "a" for "A", and the foreign key may hold the one where the id is the other.
     */
    boolean hasExactId(EntityType<?> entity) {
        List<Class<?>> types = new ArrayList<>();
        factory.getMappingMetamodel()
                .getEntityDescriptor(entity.getJavaType())
                .getIdentifierMapping()
                .forEachJdbcType((index, column) ->
                        types.add(column.getJavaTypeDescriptor().getJavaTypeClass()));
        return types.stream().allMatch(type -> EXACT.contains(type) || type.isEnum());
    }

    /** Whether many ids of an entity can travel as one array, of the type that the driver knows for the column. */
    boolean takesArrays(EntityType<?> entity) {
        EntityIdentifierMapping id = factory.getMappingMetamodel()
                .getEntityDescriptor(entity.getJavaType())
                .getIdentifierMapping();
        // H2 reads the whole table to compare with an array.
        return dialect() instanceof PostgreSQLDialect
                && id instanceof BasicEntityIdentifierMapping basic
                && basic.getJdbcMapping().getValueConverter() == null
                && Objects.equals(
                        IN_ARRAYS.get(id.getJavaType().getJavaTypeClass()),
                        basic.getJdbcMapping().getJdbcType().getDefaultSqlTypeCode());
    }

    /** The mapping of a collection, of the entity or of an embeddable in it. */
    CollectionMapping collection(EntityType<?> owner, String path) {
        return new CollectionMapping(
                (PluralAttributeMapping) Objects.requireNonNull(find(owner, List.of(path.split("\\.", -1)))));
    }
}
