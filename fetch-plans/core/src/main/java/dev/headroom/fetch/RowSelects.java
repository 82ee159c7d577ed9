package dev.headroom.fetch;

import dev.headroom.fetch.internal.mapping.ToOne;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.hibernate.engine.FetchStyle;
import org.hibernate.engine.FetchTiming;
import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.graph.GraphSemantic;
import org.hibernate.graph.spi.RootGraphImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.EntityMappingType;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.MappingType;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.internal.QueryOptionsImpl;
import org.hibernate.query.spi.QueryParameterBindings;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.sql.results.graph.DomainResult;
import org.hibernate.sql.results.graph.Fetch;
import org.hibernate.sql.results.graph.FetchParent;
import org.hibernate.sql.results.graph.entity.internal.AbstractNonJoinedEntityFetch;

/**
 * Finds what Hibernate selects row by row while it reads the rows of a plan's statement, because it can neither be left
 * for later nor joined. It is Hibernate's own translation of the statement that says so; nothing is run.
 */
final class RowSelects {

    private final SessionFactoryImplementor factory;

    RowSelects(SessionFactoryImplementor factory) {
        this.factory = factory;
    }

    /**
     * Of a statement for entities, with what the plan joins to them.
     *
     * @param path that led to them; empty for roots
     */
    void addWarnings(String path, Class<?> entity, List<PlanNode> nodes, Set<String> warnings) {
        for (DomainResult<?> result : results(entity, nodes)) {
            if (result instanceof FetchParent read) {
                add(read, found -> warnings.add(warning(path, found)));
            }
        }
    }

    /** Of a statement for embeddables in a collection, for which there is no graph. */
    void addWarnings(String path, ManagedMappingType element, Set<String> warnings) {
        for (int i = 0; i < element.getNumberOfAttributeMappings(); i++) {
            AttributeMapping attribute = element.getAttributeMapping(i);
            ToOne reference = ToOne.of(attribute);
            if (reference != null
                    && reference.isImmediate()
                    && reference.mapping().getMappedFetchOptions().getStyle() != FetchStyle.JOIN) {
                warnings.add(warning(path, new Found(attribute, false)));
            } else if (attribute instanceof EmbeddableValuedModelPart embedded) {
                addWarnings(path, embedded.getEmbeddableTypeDescriptor(), warnings);
            }
        }
    }

    private <E> List<DomainResult<?>> results(Class<E> entity, List<PlanNode> nodes) {
        HibernateCriteriaBuilder cb = factory.getCriteriaBuilder();
        JpaCriteriaQuery<E> query = cb.createQuery(entity);
        query.select(query.from(entity));
        QueryOptionsImpl options = new QueryOptionsImpl();
        options.applyGraph((RootGraphImplementor<?>) JoinGraph.of(factory, entity, nodes), GraphSemantic.FETCH);
        return factory.getQueryEngine()
                .getSqmTranslatorFactory()
                .createSelectTranslator(
                        (SqmSelectStatement<?>) query,
                        options,
                        DomainParameterXref.EMPTY,
                        QueryParameterBindings.empty(),
                        new LoadQueryInfluencers(factory),
                        factory.getSqlTranslationEngine(),
                        true)
                .translate()
                .getSqlAst()
                .getDomainResultDescriptors();
    }

    private static void add(FetchParent read, Consumer<Found> found) {
        MappingType reader = read.getReferencedMappingType().getPartMappingType();
        for (Fetch fetch : read.getFetches()) {
            FetchParent joined = fetch.asFetchParent();
            if (isSelect(fetch)) {
                AttributeMapping association = fetch.getFetchedMapping().asAttributeMapping();
                if (association != null) {
                    found.accept(new Found(association, isOfSubclass(association, reader)));
                }
            } else if (joined != null) {
                add(joined, found);
            }
        }
    }

    private static boolean isOfSubclass(AttributeMapping association, MappingType reader) {
        return reader instanceof EntityMappingType entity
                && association.getDeclaringType() instanceof EntityMappingType owner
                && !entity.isTypeOrSuperType(owner);
    }

    private static boolean isSelect(Fetch fetch) {
        ToOne reference = fetch instanceof AbstractNonJoinedEntityFetch ? ToOne.of(fetch.getFetchedMapping()) : null;
        return reference != null && (fetch.getTiming() == FetchTiming.IMMEDIATE || reference.isImmediate());
    }

    private static String warning(String path, Found found) {
        EntityMappingType owner = found.association().findContainingEntityMapping();
        String name = found.association()
                .getNavigableRole()
                .getFullPath()
                .substring(owner.getEntityName().length() + 1)
                .replaceAll("[#.]\\{element\\}", "");
        String reason = found.isOfSubclass()
                ? "only a subclass has it, and it cannot be lazy"
                : "it cannot be lazy, and no join of the plan leads there";
        return (path.isEmpty() ? "" : path + ": ") + "Hibernate selects "
                + owner.getMappedJavaType().getJavaTypeClass().getSimpleName() + "." + name + " for each row, because "
                + reason + ": put the column on its side, or enhance that class for lazy loading";
    }

    private record Found(AttributeMapping association, boolean isOfSubclass) {}
}
