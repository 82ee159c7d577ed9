package dev.headroom.fetch.internal.statement;

import dev.headroom.fetch.internal.mapping.IdPaths;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;

/**
 * Which children belong to which owner.
 *
 * @param attributes the names that lead from the owner to its collection
 * @param collection its mapping
 * @param hidden whether the mapping may hide rows of the table that links them
 */
public record ChildLink(List<String> attributes, PluralAttributeMapping collection, boolean hidden) {

    /**
     * Whether the child's own reference says the same as the collection. It saves a join to the child's table, but
     * knows nothing of conditions on the collection.
     */
    public boolean hasBackReference(SharedSessionContractImplementor session) {
        CollectionPersister persister = collection.getCollectionDescriptor();
        return persister.isOneToMany()
                && persister.getMappedByProperty() != null
                && !collection.hasWhereRestrictions()
                && !persister.isAffectedByEnabledFilters(session);
    }

    /** Whether Hibernate joins the collection by an outer join, as it does with what is deleted softly. */
    boolean isOuter() {
        return collection.getSoftDeleteMapping() != null
                || (collection.getElementDescriptor() instanceof EntityValuedModelPart elements
                        && elements.getEntityMappingType().getSoftDeleteMapping() != null);
    }

    /**
     * By the parts of the id, which spare a join of the elements' table, and because Hibernate compares an entity with
     * one of its subclasses by columns that only one of them has. But what hides links stands on that join.
     */
    Predicate of(From<?, ?> parent, Root<?> child, CriteriaBuilder cb, boolean backReference, IdPaths childIds) {
        if (backReference) {
            String mappedBy = collection.getCollectionDescriptor().getMappedByProperty();
            return cb.equal(IdPaths.walk(child, List.of(mappedBy.split("\\."))), parent);
        }
        From<?, ?> element = parent;
        for (String attribute : attributes) {
            element = element.join(attribute);
        }
        if (hidden) {
            return cb.equal(element, child);
        }
        List<Path<?>> linked = childIds.in(element);
        List<Path<?>> wanted = childIds.in(child);
        return cb.and(IntStream.range(0, linked.size())
                .mapToObj(i -> cb.equal(linked.get(i), wanted.get(i)))
                .toArray(Predicate[]::new));
    }
}
