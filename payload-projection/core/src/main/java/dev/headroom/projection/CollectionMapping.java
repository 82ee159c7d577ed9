package dev.headroom.projection;

import jakarta.persistence.OrderBy;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import org.hibernate.annotations.FilterJoinTable;
import org.hibernate.annotations.FilterJoinTables;
import org.hibernate.metamodel.CollectionClassification;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.metamodel.mapping.internal.AbstractEntityCollectionPart;
import org.hibernate.metamodel.mapping.internal.BasicValuedCollectionPart;
import org.jspecify.annotations.Nullable;

/** What the mapping says of a collection. */
record CollectionMapping(PluralAttributeMapping mapping) {

    /** Whether a list keeps its order in a column. */
    boolean isIndexed() {
        return mapping.getCollectionDescriptor().getCollectionSemantics().getCollectionClassification()
                == CollectionClassification.LIST;
    }

    /** The order that the mapping gives the elements; empty if it gives none. */
    String orderBy() {
        OrderBy order = annotation(OrderBy.class);
        return order == null ? "" : order.value();
    }

    /** Whether a filter of the table of links may be enabled, with which Hibernate reads no query that joins it. */
    boolean filtersLinks() {
        return annotation(FilterJoinTable.class) != null || annotation(FilterJoinTables.class) != null;
    }

    private <A extends Annotation> @Nullable A annotation(Class<A> type) {
        return mapping.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
                ? member.getAnnotation(type)
                : null;
    }

    /**
     * The attribute of the elements that refers to their owner, if it says the same as the collection: it saves a join, but
     * knows nothing of conditions on the collection.
     */
    @Nullable String mappedBy() {
        return isIndexed()
                        || mapping.hasWhereRestrictions()
                        || mapping.getSoftDeleteMapping() != null
                        || !mapping.getCollectionDescriptor().isOneToMany()
                ? null
                : mapping.getCollectionDescriptor().getMappedByProperty();
    }

    /** Whether a table of links leads to the elements, which has rows of its own. */
    boolean isLinked() {
        return mapping.getElementDescriptor() instanceof AbstractEntityCollectionPart
                && !mapping.getCollectionDescriptor().isOneToMany();
    }

    /** Whether elements, or links to them, are deleted softly: Hibernate asserts that nothing correlated joins those. */
    boolean isDeletedSoftly() {
        return mapping.getSoftDeleteMapping() != null
                || (mapping.getElementDescriptor() instanceof AbstractEntityCollectionPart elements
                        && elements.getAssociatedEntityMappingType().getSoftDeleteMapping() != null);
    }

    /** Whether some elements, or links to them, are not to be seen, whatever filters a session enables. */
    boolean hides() {
        return mapping.getSoftDeleteMapping() != null
                || mapping.hasWhereRestrictions()
                || mapping.getElementDescriptor() instanceof BasicValuedCollectionPart // rows of null are no elements
                || hidesTargets();
    }

    private boolean hidesTargets() {
        if (!(mapping.getElementDescriptor() instanceof AbstractEntityCollectionPart elements)) {
            return false;
        }
        EntityMappingType target = elements.getAssociatedEntityMappingType();
        return target.getSoftDeleteMapping() != null || target.hasWhereRestrictions();
    }
}
