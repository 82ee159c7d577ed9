package dev.headroom.retry.internal.mapping;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.hibernate.engine.FetchTiming;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.BasicValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.metamodel.mapping.internal.ToOneAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/** Looks for large objects, which PostgreSQL reads and writes inside a transaction only: {@code @Lob}. */
public final class LargeObjects {

    private final Set<ManagedMappingType> seen = new HashSet<>();

    private LargeObjects() {}

    /** In an entity, in its subclasses, and in what is loaded with them. */
    public static boolean exist(EntityPersister persister) {
        return new LargeObjects().existIn((EntityMappingType) persister);
    }

    private boolean existIn(EntityMappingType entity) {
        return existIn((ManagedMappingType) entity)
                || entity.getSubMappingTypes().stream().anyMatch(subtype -> existIn((ManagedMappingType) subtype));
    }

    private boolean existIn(ManagedMappingType type) {
        boolean[] found = {false};
        if (seen.add(type)) {
            type.forEachAttributeMapping(attribute -> found[0] |= existIn(attribute));
        }
        return found[0];
    }

    private boolean existIn(AttributeMapping attribute) {
        if (attribute instanceof BasicValuedModelPart column) {
            return column.getJdbcMapping().getJdbcType().isLob();
        }
        if (attribute instanceof EmbeddedAttributeMapping embedded) {
            return existIn(Objects.requireNonNull(embedded.getEmbeddableTypeDescriptor()));
        }
        if (attribute.getMappedFetchOptions().getTiming() != FetchTiming.IMMEDIATE) {
            return false;
        }
        return attribute instanceof ToOneAttributeMapping one
                ? existIn(one.getAssociatedEntityMappingType())
                : attribute instanceof PluralAttributeMapping many
                        && many.getElementDescriptor().getPartMappingType() instanceof ManagedMappingType element
                        && existIn(element);
    }
}
