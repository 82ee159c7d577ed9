package dev.headroom.fetch;

import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.Query;
import org.hibernate.query.spi.AbstractSelectionQuery;
import org.hibernate.query.spi.SqmQuery;
import org.hibernate.query.sqm.tree.SqmJoinType;
import org.hibernate.query.sqm.tree.from.SqmAttributeJoin;
import org.hibernate.query.sqm.tree.from.SqmFrom;
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
     * Whether the plan's joins may be added: each column of a join would have to be grouped by, or be in all parts of a union.
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
     * Refuses a query that loses references before a plan can do anything about it.
     *
     * @throws FetchPlanException if it left join fetches a reference whose target may be hidden
     */
    void refuseHidingFetches(SessionFactoryImplementor factory) {
        if (part() instanceof SqmQuerySpec<?> one) {
            fetches(one.getFromClause().getRoots()).forEach(join -> refuse(join, factory));
        }
    }

    private static Stream<SqmAttributeJoin<?, ?>> fetches(List<? extends SqmFrom<?, ?>> froms) {
        return froms.stream().flatMap(from -> {
            Stream<SqmAttributeJoin<?, ?>> here =
                    from instanceof SqmAttributeJoin<?, ?> join && isOuterFetch(join) ? Stream.of(join) : Stream.of();
            List<SqmFrom<?, ?>> below =
                    from.getSqmJoins().stream().<SqmFrom<?, ?>>map(join -> join).toList();
            return Stream.concat(here, fetches(below));
        });
    }

    /** An inner join leaves out the owner, as it is asked to. */
    private static boolean isOuterFetch(SqmAttributeJoin<?, ?> join) {
        return join.isFetched() && join.getSqmJoinType() != SqmJoinType.INNER;
    }

    private static void refuse(SqmAttributeJoin<?, ?> join, SessionFactoryImplementor factory) {
        Class<?> owner = join.getLhs().getJavaType();
        ToOne reference = factory.getMappingMetamodel().isEntityClass(owner)
                ? ToOne.of(factory.getMappingMetamodel()
                        .getEntityDescriptor(owner)
                        .findSubPart(join.getAttribute().getName()))
                : null;
        if (reference != null && reference.hiding() != null) {
            throw new FetchPlanException(
                    "The query left join fetches \"" + join.getAttribute().getName() + "\" of "
                            + owner.getSimpleName() + ", whose rows " + reference.hiding()
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
