package dev.headroom.fetch.internal.mapping;

import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.DiscriminatedAssociationModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.jspecify.annotations.Nullable;

/**
 * Where attributes lead, with type variables of mapped superclasses resolved, which the metamodel of JPA does not do.
 */
public final class MappedParts {

    private MappedParts() {}

    /** An attribute, also one of the identifier; null if there is none. */
    public static @Nullable ModelPart part(@Nullable ManagedMappingType type, String attribute) {
        if (type instanceof EntityMappingType entity) {
            return entity.findSubPart(attribute);
        }
        return type == null ? null : type.findAttributeMapping(attribute);
    }

    /** Whether the targets are of several tables, which a column tells apart. */
    public static boolean isAny(@Nullable ModelPart part) {
        ModelPart end = part instanceof PluralAttributeMapping plural ? plural.getElementDescriptor() : part;
        return end instanceof DiscriminatedAssociationModelPart;
    }

    /** Whether a filter of the application narrows a many-to-many where it is enabled. */
    public static boolean isFiltered(@Nullable ModelPart part, SessionFactoryImplementor factory) {
        return part instanceof PluralAttributeMapping plural
                && !plural.getCollectionDescriptor().isOneToMany()
                && plural.getCollectionDescriptor().isAffectedByEnabledFilters(new AllFilters(factory));
    }

    /** What has the attributes beyond an embeddable, a reference or a collection; null for other values. */
    public static @Nullable ManagedMappingType target(@Nullable ModelPart part) {
        ModelPart end = part instanceof PluralAttributeMapping plural ? plural.getElementDescriptor() : part;
        return end != null && end.getPartMappingType() instanceof ManagedMappingType managed ? managed : null;
    }
}
