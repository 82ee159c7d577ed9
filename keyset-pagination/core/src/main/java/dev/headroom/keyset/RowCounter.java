package dev.headroom.keyset;

import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaSubQuery;

/** Counts the rows of a list. Keys play no part in it, so nothing is joined or sorted for them. */
final class RowCounter<E> {

    private final Session session;
    private final RowSource<E, ?> source;

    RowCounter(Session session, RowSource<E, ?> source) {
        this.session = session;
        this.source = source;
    }

    Total count(Count count) {
        HibernateCriteriaBuilder cb = session.getCriteriaBuilder();
        JpaCriteriaQuery<Long> query = cb.createQuery(Long.class);
        if (!count.isLimited()) {
            Root<E> root = query.from(source.order().entity());
            query.select(cb.count()).where(filters(root, cb));
            return new Total(session.createSelectionQuery(query).getSingleResult(), true);
        }
        JpaSubQuery<Tuple> some = query.subquery(Tuple.class);
        Root<E> root = some.from(source.order().entity());
        some.multiselect(cb.literal(1).alias("one")).where(filters(root, cb).toArray(Predicate[]::new));
        some.fetch(count.limit() + 1);
        query.from(some);
        long rows = session.createSelectionQuery(query.select(cb.count())).getSingleResult();
        return new Total(Math.min(rows, count.limit()), rows <= count.limit());
    }

    private List<Predicate> filters(Root<E> root, HibernateCriteriaBuilder cb) {
        List<Predicate> restrictions = new ArrayList<>();
        source.filters().forEach(filter -> restrictions.add(filter.apply(root, cb)));
        return restrictions;
    }
}
