package dev.headroom.retry;

import org.hibernate.metamodel.mapping.EmbeddableMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.EmbeddedAttributeMapping;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Where the values of an entity are.
 *
 * @param isPlain whether it is one row of one table, whose columns are its attributes
 * @param hasCollections whether collections of it are in tables of their own, whose rows refer to it
 */
record EntityTables(boolean isPlain, boolean hasCollections) {

    static EntityTables of(EntityPersister persister) {
        return new EntityTables(
                persister.getSqmMultiTableMutationStrategy() == null && !hasAggregates(persister),
                hasCollections(persister));
    }

    /** Embeddables in one column, whose parts have none. */
    private static boolean hasAggregates(ManagedMappingType type) {
        boolean[] found = {false};
        type.forEachAttributeMapping(attribute -> {
            if (attribute instanceof EmbeddedAttributeMapping embedded) {
                EmbeddableMappingType parts = embedded.getEmbeddableTypeDescriptor();
                found[0] |= parts.getAggregateMapping() != null || hasAggregates(parts);
            }
        });
        return found[0];
    }

    private static boolean hasCollections(ManagedMappingType type) {
        boolean[] found = {false};
        type.forEachAttributeMapping(attribute -> {
            if (attribute instanceof PluralAttributeMapping collection) {
                found[0] |= collection.getSeparateCollectionTable() != null;
            } else if (attribute instanceof EmbeddedAttributeMapping embedded) {
                found[0] |= hasCollections(embedded.getEmbeddableTypeDescriptor());
            }
        });
        return found[0];
    }
}
