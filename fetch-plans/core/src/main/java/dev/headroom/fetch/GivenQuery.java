package dev.headroom.fetch;

import dev.headroom.fetch.internal.mapping.MappedParts;
import dev.headroom.fetch.internal.mapping.ToOne;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.ManagedMappingType;
import org.hibernate.metamodel.mapping.ModelPart;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.Query;
import org.hibernate.query.spi.AbstractSelectionQuery;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.tree.SqmJoinType;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
import org.hibernate.query.sqm.tree.select.SqmQueryGroup;
import org.hibernate.query.sqm.tree.select.SqmQueryPart;
import org.hibernate.query.sqm.tree.select.SqmQuerySpec;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.jspecify.annotations.Nullable;

/**
 * A query that a plan is to run.
 *
 * @param query Hibernate's own, which keeps its session open
 * @param endsSession whether the session is this query's alone, which a container closes with the query's result
 */
record GivenQuery<T>(TypedQuery<T> query, SharedSessionContractImplementor session, boolean endsSession)
        implements AutoCloseable {

    static <T> GivenQuery<T> of(TypedQuery<T> given) {
        // Outside of a transaction, Spring gives a proxy that closes the session with the result.
        boolean endsSession = GivenSession.isSpring(given);
        SharedSessionContractImplementor session =
                given.unwrap(Query.class).getSession().unwrap(SharedSessionContractImplementor.class);
        return new GivenQuery<>(endsSession ? own(given) : given, session, endsSession);
    }

    @SuppressWarnings("unchecked") // It is the same query.
    private static <T> TypedQuery<T> own(TypedQuery<T> given) {
        AbstractSelectionQuery<?> own = given.unwrap(AbstractSelectionQuery.class);
        return (TypedQuery<T>) own;
    }

    boolean isLimited() {
        return query.getFirstResult() > 0 || query.getMaxResults() != Integer.MAX_VALUE;
    }

    /**
     * Whether the plan's joins may be added: each column of a join would have to be grouped by, or be in all parts of a
     * union.
     */
    boolean takesJoins() {
        return part() instanceof SqmQuerySpec<?> one
                && one.getGroupByClauseExpressions().isEmpty();
    }

    /** Null for a native query. */
    private @Nullable SqmQueryPart<?> part() {
        Object own = query.unwrap(Query.class);
        return own instanceof SqmQuery<?> sqm && sqm.getSqmStatement() instanceof SqmSelectStatement<?> select
                ? select.getQueryPart()
                : null;
    }

    boolean isNative() {
        return part() == null;
    }

    /**
     * What it finds.
     *
     * @param rows whether a joined collection repeats its owner: Hibernate lists it once, but some classes with an
     *     {@code @IdClass} and subclasses it takes for basic types
     */
    List<T> results(boolean rows) {
        List<T> results = query.getResultList();
        if (!rows) {
            return results;
        }
        Set<T> seen = Collections.newSetFromMap(new IdentityHashMap<>(results.size()));
        return results.stream().filter(seen::add).collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * Refuses a query that loses references before a plan can do anything about it.
     *
     * @throws MisusedFetchPlanException if it left join fetches a reference whose target may be hidden
     */
    void refuseHidingFetches(SessionFactoryImplementor factory) {
        specs(part()).flatMap(spec -> spec.getRoots().stream()).forEach(root -> refuse(root, factory));
    }

    private static Stream<SqmQuerySpec<?>> specs(@Nullable SqmQueryPart<?> part) {
        if (part instanceof SqmQueryGroup<?> union) {
            return union.getQueryParts().stream().flatMap(GivenQuery::specs);
        }
        return part instanceof SqmQuerySpec<?> one ? Stream.of(one) : Stream.of();
    }

    private static void refuse(SqmFrom<?, ?> from, SessionFactoryImplementor factory) {
        if (from instanceof SqmAttributeJoin<?, ?> join && isOuterFetch(join)) {
            refuseHiding(join, ToOne.of(part(join, factory)));
        }
        from.getSqmJoins().forEach(join -> refuse(join, factory));
        from.getSqmTreats().forEach(treated -> refuse(treated, factory));
    }

    /** An inner join leaves out the owner, as it is asked to. */
    private static boolean isOuterFetch(SqmAttributeJoin<?, ?> join) {
        return join.isFetched() && join.getSqmJoinType() != SqmJoinType.INNER;
    }

    private static @Nullable ModelPart part(SqmAttributeJoin<?, ?> join, SessionFactoryImplementor factory) {
        SqmFrom<?, ?> owner = join.getLhs();
        Class<?> type = owner.getJavaType();
        EntityPersister entity =
                type == null ? null : factory.getMappingMetamodel().findEntityDescriptor(type);
        ManagedMappingType mapped = entity == null && owner instanceof SqmAttributeJoin<?, ?> embedded
                ? MappedParts.target(part(embedded, factory))
                : entity;
        return MappedParts.part(mapped, join.getAttribute().getName());
    }

    private static void refuseHiding(SqmAttributeJoin<?, ?> join, @Nullable ToOne reference) {
        if (reference != null && reference.hiding() != null) {
            throw new MisusedFetchPlanException(
                    "The query left join fetches \"" + join.getAttribute().getName() + "\" of "
                            + join.getLhs().getJavaType().getSimpleName() + ", whose rows " + reference.hiding()
                            + " may hide: that sets the reference to"
                            + " null, and the next change of its owner would write it. Leave it out, and name the"
                            + " association in the plan.");
        }
    }

    @Override
    public void close() {
        if (endsSession) {
            session.close();
        }
    }
}
