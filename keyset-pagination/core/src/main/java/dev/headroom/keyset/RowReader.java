package dev.headroom.keyset;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Selection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows beyond a position. The key values are selected beside the entity: what the database compares is what it
 * stores, and an entity may hold the same value with another precision.
 */
final class RowReader<E> {

    /** An entity and its position. */
    record Row<E>(E entity, List<Object> position) {}

    @SuppressWarnings("unchecked") // no class literal has a type argument
    private static final Class<List<?>> LIST = (Class<List<?>>) (Class<?>) List.class;

    private final Session session;
    private final SeekOrder<E> order;
    private final List<BiFunction<Root<E>, CriteriaBuilder, Predicate>> filters;

    RowReader(
            EntityManager entityManager,
            SeekOrder<E> order,
            List<BiFunction<Root<E>, CriteriaBuilder, Predicate>> filters) {
        this.session = entityManager.unwrap(Session.class);
        this.order = order;
        this.filters = filters;
    }

    /** The nearest rows beyond a position, or from an end of the list, in the direction of reading. */
    List<Row<E>> read(@Nullable List<Object> position, boolean forward, int limit) {
        List<Row<E>> rows = new ArrayList<>();
        for (List<?> values : seek(position, forward, limit, true)) {
            rows.add(new Row<>(order.entity().cast(values.get(0)), List.copyOf(values.subList(1, values.size()))));
        }
        return rows;
    }

    /** Whether any row lies beyond a position. Selects the keys alone, which an index of the order holds. */
    boolean exists(@Nullable List<Object> position, boolean forward) {
        return !seek(position, forward, 1, false).isEmpty();
    }

    /** The position of the row with an id, if it is among the filtered ones. */
    Optional<List<Object>> positionOf(Object id) {
        return query(false, true, (root, cb) -> List.of(cb.equal(root.get(order.id()), id)))
                .getResultStream()
                .findFirst()
                .map(List::copyOf);
    }

    private List<List<?>> seek(@Nullable List<Object> position, boolean forward, int limit, boolean withEntity) {
        if (position == null) {
            return query(withEntity, forward, (root, cb) -> List.of())
                    .setMaxResults(limit)
                    .getResultList();
        }
        List<List<?>> rows = new ArrayList<>(limit);
        for (Run run : order.runs()) {
            RunPredicate predicate = new RunPredicate(run, order.keys(), position, forward);
            SelectionQuery<List<?>> query = query(withEntity, forward, predicate::on);
            predicate.bind(query);
            rows.addAll(query.setMaxResults(limit - rows.size()).getResultList());
            if (rows.size() == limit) {
                break;
            }
        }
        return rows;
    }

    private SelectionQuery<List<?>> query(
            boolean withEntity, boolean forward, BiFunction<Root<E>, HibernateCriteriaBuilder, List<Predicate>> seek) {
        HibernateCriteriaBuilder cb = session.getCriteriaBuilder();
        CriteriaQuery<List<?>> query = cb.createQuery(LIST);
        Root<E> root = query.from(order.entity());
        List<Selection<?>> selections = new ArrayList<>();
        if (withEntity) {
            selections.add(root);
        }
        List<Order> sort = new ArrayList<>();
        for (SeekOrder.Key key : order.keys()) {
            selections.add(root.get(key.path()));
            sort.add(key.ascending() == forward ? cb.asc(root.get(key.path())) : cb.desc(root.get(key.path())));
        }
        List<Predicate> restrictions = new ArrayList<>();
        filters.forEach(filter -> restrictions.add(filter.apply(root, cb)));
        restrictions.addAll(seek.apply(root, cb));
        // As a list, because Hibernate does not find the cached plan of an array or tuple again.
        query.select(cb.construct(LIST, selections)).where(restrictions).orderBy(sort);
        return cached(session.createSelectionQuery(query));
    }

    /**
     * Translating a criteria query costs several times what the database needs for a page. Plans of our own criteria are
     * cached; those with an application's filters only where the application has switched the cache on.
     */
    private SelectionQuery<List<?>> cached(SelectionQuery<List<?>> query) {
        return filters.isEmpty() ? query.setQueryPlanCacheable(true) : query;
    }
}
