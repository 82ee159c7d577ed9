package dev.headroom.keyset;

import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows beyond a position. The key values are selected beside the entity: what the database compares is what it
 * stores, and an entity may hold the same value with another precision.
 */
final class RowReader<E> {

    /** An entity and its position. */
    record Row<E>(E entity, List<@Nullable Object> position) {}

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
    List<Row<E>> read(@Nullable List<@Nullable Object> position, boolean forward, int limit) {
        List<Row<E>> rows = new ArrayList<>();
        for (List<?> values : seek(position, forward, limit, true)) {
            rows.add(new Row<>(order.entity().cast(values.get(0)), position(values.subList(1, values.size()))));
        }
        return rows;
    }

    /** Whether any row lies beyond a position. Selects the keys alone, which an index of the order holds. */
    boolean exists(@Nullable List<@Nullable Object> position, boolean forward) {
        return !seek(position, forward, 1, false).isEmpty();
    }

    /** The position of the row with an id, if it is among the filtered ones. */
    Optional<List<@Nullable Object>> positionOf(Object id) {
        String idAttribute = order.id();
        if (idAttribute != null) {
            return firstPosition((root, cb) -> cb.equal(root.get(idAttribute), id));
        }
        // An id class has no attribute of its own to compare with. A reference would do, but leaves a proxy behind.
        E row = session.find(order.entity(), id);
        return row == null ? Optional.empty() : firstPosition((root, cb) -> cb.equal(root, row));
    }

    private Optional<List<@Nullable Object>> firstPosition(BiFunction<Root<E>, CriteriaBuilder, Predicate> condition) {
        return new RowQuery<>(session, order, filters)
                .build(false, (root, cb) -> List.of(condition.apply(root, cb))).getResultList().stream()
                        .findFirst()
                        .map(this::position);
    }

    private List<List<?>> seek(
            @Nullable List<@Nullable Object> position, boolean forward, int limit, boolean withEntity) {
        List<Run> runs = position == null ? Run.fromStart(order.keys(), forward) : Run.after(position, forward, order);
        List<List<?>> rows = new ArrayList<>();
        for (Run run : runs) {
            SelectionQuery<List<?>> query =
                    new RowQuery<>(session, order, filters).build(run, position, forward, withEntity);
            rows.addAll(query.setMaxResults(limit - rows.size()).getResultList());
            if (rows.size() == limit) {
                break;
            }
        }
        return rows;
    }

    private List<@Nullable Object> position(List<?> values) {
        for (int key = 0; key < values.size(); key++) {
            if (values.get(key) == null && !order.keys().get(key).nullable()) {
                throw new NullKeyException(order.keys().get(key).toString(), order.toString());
            }
        }
        return Collections.unmodifiableList(new ArrayList<>(values));
    }
}
