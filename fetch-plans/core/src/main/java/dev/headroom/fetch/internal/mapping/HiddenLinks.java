package dev.headroom.fetch.internal.mapping;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.FilterJoinTable;
import org.hibernate.annotations.FilterJoinTables;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.EntityValuedModelPart;
import org.hibernate.metamodel.mapping.PluralAttributeMapping;
import org.hibernate.persister.collection.CollectionPersister;
import org.hibernate.sql.Template;
import org.jspecify.annotations.Nullable;

/**
 * What hides rows of a collection, and what Hibernate makes of it in a query that joins the collection.
 *
 * @param collection of entities
 */
public record HiddenLinks(PluralAttributeMapping collection, SessionFactoryImplementor factory) {

    /**
     * Why a query cannot ask for such children of the collection.
     *
     * @return null if it can
     */
    public @Nullable String refusal(Class<?> child) {
        if (member(FilterJoinTable.class) != null || member(FilterJoinTables.class) != null) {
            return "has @FilterJoinTable, and Hibernate fails to join it while the filter is enabled: load it with fetch(…).";
        }
        if (restrictions().stream().anyMatch(this::isAmbiguous)) {
            return "has an @SQLRestriction of a column that is named like a word of SQL, so that Hibernate leaves it without"
                    + " its table, which two of the query have: load it with fetch(…).";
        }
        return areThere() && !isInTableOfElements(child)
                ? "hides some of its links, which Hibernate knows of all elements, and not of a subclass with a table of its"
                        + " own: name "
                        + elements().getMappedJavaType().getJavaTypeClass().getName() + "."
                : null;
    }

    /** Whether a table of links leads to the elements, and the mapping may hide rows of it. */
    public boolean areThere() {
        CollectionPersister links = collection.getCollectionDescriptor();
        return !links.isOneToMany()
                && (collection.hasWhereRestrictions()
                        || collection.getSoftDeleteMapping() != null
                        || links.isAffectedByEnabledFilters(new AllFilters(factory)));
    }

    private boolean isInTableOfElements(Class<?> child) {
        String table = factory.getMappingMetamodel()
                .getEntityDescriptor(child)
                .getMappedTableDetails()
                .getTableName();
        return table.equals(elements().getMappedTableDetails().getTableName());
    }

    private EntityMappingType elements() {
        return ((EntityValuedModelPart) collection.getElementDescriptor()).getEntityMappingType();
    }

    private List<String> restrictions() {
        List<String> found = new ArrayList<>();
        add(member(SQLRestriction.class), found);
        for (Class<?> type = elements().getMappedJavaType().getJavaTypeClass();
                type != null;
                type = type.getSuperclass()) {
            add(type.getAnnotation(SQLRestriction.class), found);
        }
        return found;
    }

    private static void add(@Nullable SQLRestriction restriction, List<String> found) {
        if (restriction != null) {
            found.add(restriction.value());
        }
    }

    private boolean isAmbiguous(String restriction) {
        return !Template.renderWhereStringTemplate(
                        restriction, factory.getJdbcServices().getDialect(), factory.getTypeConfiguration())
                .contains(Template.TEMPLATE);
    }

    private <A extends Annotation> @Nullable A member(Class<A> type) {
        return collection.getPropertyAccess().getGetter().getMember() instanceof AnnotatedElement member
                ? member.getAnnotation(type)
                : null;
    }
}
