package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import jakarta.persistence.Tuple;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.hibernate.query.criteria.JpaDerivedRoot;
import org.hibernate.query.criteria.JpaSubQuery;

/** Finds the rows that split a list into parts: it numbers all rows, and takes each that ends a part. */
final class RowSplitter<E> {

    @SuppressWarnings("unchecked") // no class literal has a type argument
    private static final Class<List<?>> LIST = (Class<List<?>>) (Class<?>) List.class;

    private static final String NUMBER = "place";

    private final Session session;
    private final RowSource<E, ?> source;
    private final SeekOrder<E> order;
    private final HibernateCriteriaBuilder cb;

    RowSplitter(Session session, RowSource<E, ?> source) {
        this.session = session;
        this.source = source;
        this.order = source.order();
        this.cb = session.getCriteriaBuilder();
    }

    /** The keys of the last row of each part but the last one. */
    List<List<?>> split(int parts) {
        long rows = new RowCounter<>(session, source).count(Count.exact()).rows();
        long size = (rows + parts - 1) / parts;
        List<Long> ends = LongStream.rangeClosed(1, parts)
                .map(part -> part * size)
                .filter(end -> end < rows)
                .boxed()
                .toList();
        return ends.isEmpty() ? List.of() : rowsNumbered(ends);
    }

    private List<List<?>> rowsNumbered(List<Long> numbers) {
        JpaCriteriaQuery<List<?>> query = cb.createQuery(LIST);
        JpaDerivedRoot<Tuple> numbered = query.from(numbered(query));
        List<Selection<?>> keys = new ArrayList<>();
        for (int key = 0; key < order.keys().size(); key++) {
            // Hibernate takes a column of a derived table for the attribute, with its converter.
            keys.add(order.keys().get(key).selected(numbered.get(alias(key)), cb));
        }
        Expression<Long> number = numbered.get(NUMBER);
        query.select(cb.construct(LIST, keys)).where(number.in(numbers)).orderBy(cb.asc(number));
        return session.createSelectionQuery(query).getResultList();
    }

    private JpaSubQuery<Tuple> numbered(JpaCriteriaQuery<?> query) {
        JpaSubQuery<Tuple> numbered = query.subquery(Tuple.class);
        Root<E> root = numbered.from(order.entity());
        List<Expression<?>> values = order.valuesOn(root, cb);
        List<Expression<?>> selected = order.selected(values, cb);
        List<Selection<?>> columns = new ArrayList<>();
        List<Order> sort = new ArrayList<>();
        for (int key = 0; key < values.size(); key++) {
            columns.add(selected.get(key).alias(alias(key)));
            sort.add(sort(order.keys().get(key), values.get(key)));
        }
        columns.add(cb.rowNumber(cb.createWindow().orderBy(sort.toArray(Order[]::new)))
                .alias(NUMBER));
        Predicate[] restrictions = source.restrictions(root, numbered, cb).toArray(Predicate[]::new);
        return numbered.multiselect(columns).where(restrictions);
    }

    private Order sort(Key key, Expression<?> value) {
        if (!key.needsNullPrecedence()) {
            return key.ascending() ? cb.asc(value) : cb.desc(value);
        }
        Nulls nulls = key.nullsFollow(true) ? Nulls.LAST : Nulls.FIRST;
        return key.ascending() ? cb.asc(value, nulls) : cb.desc(value, nulls);
    }

    private static String alias(int key) {
        return "key" + key;
    }
}
