package dev.headroom.keyset;

import dev.headroom.keyset.Total.Accuracy;
import dev.headroom.keyset.internal.database.ListPlan;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.OptionalLong;
import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaSubQuery;

/** Counts the rows of a list. Keys play no part in it, so nothing is joined or sorted for them. */
final class RowCounter<E> {

    private final Session session;
    private final RowSource<E, ?> source;
    private final HibernateCriteriaBuilder cb;

    RowCounter(Session session, RowSource<E, ?> source) {
        this.session = session;
        this.source = source;
        this.cb = session.getCriteriaBuilder();
    }

    Total count(Count count) {
        return switch (count.kind()) {
            case EXACT -> exact();
            case UP_TO -> upTo(count.limit());
            case ESTIMATED -> estimated();
        };
    }

    private Total exact() {
        JpaCriteriaQuery<Long> query = cb.createQuery(Long.class);
        Root<E> root = query.from(source.order().entity());
        query.select(cb.count()).where(source.restrictions(root, query, cb));
        return new Total(session.createSelectionQuery(query).getSingleResult(), Accuracy.EXACT);
    }

    private Total upTo(int limit) {
        JpaCriteriaQuery<Long> query = cb.createQuery(Long.class);
        query.from(list(query).fetch(limit + 1));
        long rows = session.createSelectionQuery(query.select(cb.count())).getSingleResult();
        return rows <= limit ? new Total(rows, Accuracy.EXACT) : new Total(limit, Accuracy.AT_LEAST);
    }

    private Total estimated() {
        if (!source.order().database().estimatesRows()) {
            return exact();
        }
        JpaCriteriaQuery<String> query = cb.createQuery(String.class);
        query.from(list(query));
        OptionalLong rows = new ListPlan(session).rows(query);
        return rows.isPresent() ? new Total(rows.getAsLong(), Accuracy.ESTIMATED) : exact();
    }

    private JpaSubQuery<Tuple> list(JpaCriteriaQuery<?> query) {
        JpaSubQuery<Tuple> list = query.subquery(Tuple.class);
        Root<E> root = list.from(source.order().entity());
        Predicate[] restrictions = source.restrictions(root, list, cb).toArray(Predicate[]::new);
        return list.multiselect(cb.literal(1).alias("one")).where(restrictions);
    }
}
