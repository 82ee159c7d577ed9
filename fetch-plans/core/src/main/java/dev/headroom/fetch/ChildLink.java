package dev.headroom.fetch;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Which children belong to which owner.
 *
 * @param attributes the names that lead from the owner to its collection
 * @param collection its mapping
 */
record ChildLink(List<String> attributes, PluralAttributeMapping collection) {

    /**
     * Whether the child's own reference says the same as the collection. It saves a join to the child's table, but knows
     * nothing of conditions on the collection.
     */
    boolean hasBackReference(SharedSessionContractImplementor session) {
        CollectionPersister persister = collection.getCollectionDescriptor();
        return persister.isOneToMany()
                && persister.getMappedByProperty() != null
                && !collection.hasWhereRestrictions()
                && !persister.isAffectedByEnabledFilters(session);
    }

    Predicate of(From<?, ?> parent, Root<?> child, CriteriaBuilder cb, boolean backReference) {
        if (backReference) {
            String mappedBy = collection.getCollectionDescriptor().getMappedByProperty();
            return cb.equal(IdPaths.walk(child, List.of(mappedBy.split("\\."))), parent);
        }
        From<?, ?> element = parent;
        for (String attribute : attributes) {
            element = element.join(attribute);
        }
        return cb.equal(element, child);
    }
}
