package dev.headroom.keyset.internal.mapping;

import jakarta.persistence.metamodel.SingularAttribute;
import org.hibernate.metamodel.mapping.EntityDiscriminatorMapping;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ForeignKeyDescriptor;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.jspecify.annotations.Nullable;

/** What the mapping says of an association on the way to a key. */
public record ToOne(SingularAttribute<?, ?> attribute, @Nullable ToOneAttributeMapping mapping) {

    public static ToOne of(SingularAttribute<?, ?> attribute, @Nullable ModelPart part) {
        return new ToOne(attribute, part instanceof ToOneAttributeMapping toOne ? toOne : null);
    }

    /** Whether a row may have no target to join. A target that a restriction hides is missing, whatever the mapping says. */
    public boolean mayBeMissing() {
        return (attribute.isOptional() && !attribute.isId())
                || (mapping != null
                        && (mapping.hasNotFoundAction() || isRestricted(mapping.getAssociatedEntityMappingType())));
    }

    /**
     * Whether Hibernate fails to select the entity when the target takes part in the query: for {@code @ConcreteProxy} it looks
     * for the class of the target in joins that it has left out.
     */
    public boolean isUnknownClass() {
        if (mapping == null) {
            return false;
        }
        EntityMappingType target = mapping.getAssociatedEntityMappingType();
        EntityDiscriminatorMapping discriminator = target.getDiscriminatorMapping();
        return target.isConcreteProxy() && discriminator != null && !discriminator.hasPhysicalColumn();
    }

    private static boolean isRestricted(EntityMappingType target) {
        return target.getSoftDeleteMapping() != null
                || target.hasWhereRestrictions()
                || target.getEntityPersister().hasFilterForLoadByKey();
    }

    /** Whether an attribute of the target is the foreign key itself, and needs no join. */
    public boolean holds(String target) {
        // A hidden target is null for the entity, so it is null for its order, although the foreign key is there.
        return mapping != null
                && !isRestricted(mapping.getAssociatedEntityMappingType())
                && mapping.isFkOptimizationAllowed()
                && mapping.getSideNature() == ForeignKeyDescriptor.Nature.KEY
                && mapping.getTargetKeyPropertyNames().contains(target);
    }
}
