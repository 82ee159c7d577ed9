package dev.headroom.projection;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Lob;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.Attribute.PersistentAttributeType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.IdentifiableType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.PluralAttribute;
import jakarta.persistence.metamodel.SingularAttribute;
import jakarta.persistence.metamodel.Type;
import java.lang.reflect.AnnotatedElement;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityAssociationMapping;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor.Nature;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/** What the mapping says of attributes. */
final class Mapping {

    private static final Set<Class<?>> LARGE = Set.of(byte[].class, Byte[].class, Blob.class, Clob.class, NClob.class);

    private final SessionFactoryImplementor factory;

    Mapping(EntityManagerFactory factory) {
        this.factory = factory.unwrap(SessionFactoryImplementor.class);
    }

    Dialect dialect() {
        return factory.getJdbcServices().getDialect();
    }

    EntityType<?> entity(Class<?> type) {
        try {
            return factory.getJpaMetamodel().entity(type);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidProjectionException(type.getName()
                    + " is not an entity of this EntityManagerFactory: name a class that is mapped with @Entity.");
        }
    }

    static Optional<Attribute<?, ?>> find(ManagedType<?> type, String name) {
        return type.getAttributes().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .<Attribute<?, ?>>map(attribute -> attribute)
                .findFirst();
    }

    static String names(ManagedType<?> type) {
        return type.getAttributes().stream().map(Attribute::getName).sorted().collect(Collectors.joining(", "));
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

    /** Whether a value has no size that a list should bear. */
    static boolean isLarge(ResolvedPath path) {
        boolean annotated = path.last() != null
                && path.last().getJavaMember() instanceof AnnotatedElement member
                && member.isAnnotationPresent(Lob.class);
        return annotated || LARGE.contains(path.type());
    }

    /** Whether the owner has a column that holds the id of the association's target. */
    boolean hasForeignKeyToId(EntityType<?> owner, String association) {
        return factory.getMappingMetamodel()
                                .getEntityDescriptor(owner.getJavaType())
                                .findAttributeMapping(association)
                        instanceof EntityAssociationMapping mapping
                && mapping.getSideNature() == Nature.KEY
                && mapping.isReferenceToPrimaryKey();
    }

    /**
     * The attribute of the elements that refers to their owner, if it says the same as the collection: it saves a join, but
     * knows nothing of conditions on the collection.
     */
    @Nullable String mappedBy(EntityType<?> owner, String collection) {
        if (factory.getMappingMetamodel()
                                .getEntityDescriptor(owner.getJavaType())
                                .findAttributeMapping(collection)
                        instanceof PluralAttributeMapping mapping
                && !mapping.hasWhereRestrictions()
                && mapping.getCollectionDescriptor().isOneToMany()) {
            return mapping.getCollectionDescriptor().getMappedByProperty();
        }
        return null;
    }
}
