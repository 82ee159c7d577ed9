package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import dev.headroom.keyset.internal.seek.Bounds;
import dev.headroom.keyset.internal.seek.Seek;
import dev.headroom.keyset.internal.seek.SeekRange;
import dev.headroom.keyset.internal.seek.SeekRangePredicate;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** One query for the rows of one seek range: keys in the select list, in the condition and in the order alike. */
final class RowQuery<E> {

    @SuppressWarnings("unchecked") // no class literal has a type argument
    private static final Class<List<?>> LIST = (Class<List<?>>) (Class<?>) List.class;

    private final Session session;
    private final RowSource<E, ?> source;
    private final SeekOrder<E> order;
    private final HibernateCriteriaBuilder cb;
    private final CriteriaQuery<List<?>> query;
    private final Root<E> root;
    private final List<Expression<?>> keys;

    RowQuery(Session session, RowSource<E, ?> source) {
        this.session = session;
        this.source = source;
        this.order = source.order();
        this.cb = session.getCriteriaBuilder();
        this.query = cb.createQuery(LIST);
        this.root = query.from(order.entity());
        this.keys = order.valuesOn(root, cb);
    }

    SelectionQuery<List<?>> build(
            SeekRange range, Seek seek, boolean withRow) {
        SeekRangePredicate predicate = new SeekRangePredicate(range, seek, order.keys(), keys);
        query.orderBy(sort(range, seek.forward()));
        List<Selection<?>> selections = selections(withRow);
        Bounds bounds = source.bounds();
        if (bounds != null) {
            selections.add(bounds.outside(keys, cb));
        }
        SelectionQuery<List<?>> built = build(selections, source, predicate.on(cb));
        predicate.bind(built);
        return built;
    }

    /** The row with an id; the attribute is null if several attributes are the id, and then the value is the entity. */
    SelectionQuery<List<?>> byId(@Nullable String attribute, Object value, boolean withRow) {
        Predicate condition = cb.equal(attribute == null ? root : root.get(attribute), value);
        return build(selections(withRow), source.unordered(), List.of(condition));
    }

    private List<Selection<?>> selections(boolean withRow) {
        List<Selection<?>> selections = new ArrayList<>(withRow ? source.selectionsOn(root, cb) : List.of());
        selections.addAll(order.selected(keys, cb));
        return selections;
    }

    private SelectionQuery<List<?>> build(
            List<Selection<?>> selections, RowSource<E, ?> rows, List<Predicate> conditions) {
        List<Predicate> restrictions = rows.restrictions(root, query, cb);
        restrictions.addAll(conditions);
        // As a list: where plans of criteria are cached, Hibernate does not find that of an array or tuple again.
        query.select(cb.construct(LIST, selections)).where(restrictions);
        return session.createSelectionQuery(query);
    }

    /** All keys, also those that the seek range fixes: some databases sort otherwise, though an index has the order. */
    private List<Order> sort(SeekRange range, boolean forward) {
        List<Order> sort = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            sort.add(sort(key, range, forward));
        }
        return sort;
    }

    private Order sort(int index, SeekRange range, boolean forward) {
        Key key = order.keys().get(index);
        boolean ascending = key.ascending() == forward;
        if (!range.saysNullPrecedence(index, order)) {
            return ascending ? cb.asc(keys.get(index)) : cb.desc(keys.get(index));
        }
        Nulls nulls = key.nullsFollow(forward) ? Nulls.LAST : Nulls.FIRST;
        return ascending ? cb.asc(keys.get(index), nulls) : cb.desc(keys.get(index), nulls);
    }
}
