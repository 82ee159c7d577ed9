package dev.headroom.keyset;

import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** One query for the rows of one run: keys in the select list, in the condition and in the order alike. */
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
        Map<String, From<?, ?>> joins = new HashMap<>();
        this.keys = new ArrayList<>();
        order.keys().forEach(key -> keys.add(key.on(root, cb, joins)));
    }

    SelectionQuery<List<?>> build(
            Run run, @Nullable List<@Nullable Object> position, boolean forward, boolean withRow) {
        RunPredicate predicate = new RunPredicate(run, order.keys(), keys, position, forward);
        query.orderBy(sort(run, forward));
        SelectionQuery<List<?>> built = build(withRow, (same, builder) -> predicate.on(cb));
        predicate.bind(built);
        return built;
    }

    SelectionQuery<List<?>> build(
            boolean withRow, BiFunction<Root<E>, HibernateCriteriaBuilder, List<Predicate>> condition) {
        List<Selection<?>> selections = new ArrayList<>(withRow ? source.selectionsOn(root, cb) : List.of());
        selections.addAll(keys);
        List<Predicate> restrictions = source.restrictions(root, query, cb);
        restrictions.addAll(condition.apply(root, cb));
        // As a list, because Hibernate does not find the cached plan of an array or tuple again.
        query.select(cb.construct(LIST, selections)).where(restrictions);
        return cached(session.createSelectionQuery(query));
    }

    /** All keys, also those that the run fixes: some databases sort otherwise, though an index has the order. */
    private List<Order> sort(Run run, boolean forward) {
        List<Order> sort = new ArrayList<>();
        for (int key = 0; key < keys.size(); key++) {
            sort.add(sort(key, run, forward));
        }
        return sort;
    }

    private Order sort(int index, Run run, boolean forward) {
        Key key = order.keys().get(index);
        boolean ascending = key.ascending() == forward;
        if (!saysNullPrecedence(index, run)) {
            return ascending ? cb.asc(keys.get(index)) : cb.desc(keys.get(index));
        }
        Nulls nulls = key.nullsFollow(forward) ? Nulls.LAST : Nulls.FIRST;
        return ascending ? cb.asc(keys.get(index), nulls) : cb.desc(keys.get(index), nulls);
    }

    /**
     * Only where values and nulls meet in a run: elsewhere the clause changes nothing, and keeps an index from being used
     * that was made without it. Behind the first key an index has to be made with it, where that is possible.
     */
    private boolean saysNullPrecedence(int index, Run run) {
        return order.keys().get(index).needsNullPrecedence()
                && index > 0
                && (run.mixesNulls(index) || order.database().indexesNullPrecedence());
    }

    /**
     * Translating a criteria query costs several times what the database needs for a page. Plans of our own criteria are
     * cached; those with an application's filters, selections or expressions only where it has switched the cache on.
     */
    private SelectionQuery<List<?>> cached(SelectionQuery<List<?>> built) {
        return source.isOurs() ? built.setQueryPlanCacheable(true) : built;
    }
}
