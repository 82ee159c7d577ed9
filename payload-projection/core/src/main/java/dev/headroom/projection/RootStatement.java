package dev.headroom.projection;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.jspecify.annotations.Nullable;

/**
 * The statement for the rows themselves. Without filters of the application it is text, by which Hibernate finds its
 * translation; with them it is that text as criteria.
 *
 * @param columns of the entity, which has the alias {@code e}
 */
record RootStatement<E>(
        Class<E> entity,
        Columns columns,
        Shape shape,
        List<BiFunction<Root<E>, CriteriaBuilder, @Nullable Predicate>> filters,
        List<Sort> order,
        int limit,
        int offset) {

    static final int ALL = Integer.MAX_VALUE;

    RootStatement {
        order.forEach(sort -> columns.join(sort.source()));
    }

    RootStatement<E> withFilters(List<BiFunction<Root<E>, CriteriaBuilder, @Nullable Predicate>> newFilters) {
        return new RootStatement<>(entity, columns, shape, List.copyOf(newFilters), order, limit, offset);
    }

    RootStatement<E> withOrder(List<Sort> newOrder) {
        return new RootStatement<>(entity, columns, shape, filters, newOrder, limit, offset);
    }

    RootStatement<E> withLimit(int newLimit) {
        return new RootStatement<>(entity, columns, shape, filters, order, newLimit, offset);
    }

    RootStatement<E> withOffset(int newOffset) {
        return new RootStatement<>(entity, columns, shape, filters, order, limit, newOffset);
    }

    String text() {
        String keys = order.stream()
                .map(sort -> columns.expression(sort.source()) + sort.suffix())
                .collect(Collectors.joining(", "));
        return "select " + String.join(", ", columns.expressions()) + " from " + entity.getName() + " e"
                + columns.joins() + (keys.isEmpty() ? "" : " order by " + keys);
    }

    SelectionQuery<Object[]> query(Session session) {
        SelectionQuery<Object[]> query = filters.isEmpty()
                ? session.createSelectionQuery(text(), Object[].class)
                : session.createSelectionQuery(filtered(session.getCriteriaBuilder()))
                        .setTupleTransformer((row, aliases) -> row); // or a single column would be no array
        if (offset > 0) {
            query.setFirstResult(offset);
        }
        return limit == ALL ? query : query.setMaxResults(limit);
    }

    private JpaCriteriaQuery<Object[]> filtered(HibernateCriteriaBuilder builder) {
        JpaCriteriaQuery<Object[]> query = builder.createQuery(text(), Object[].class);
        @SuppressWarnings("unchecked") // the text says so
        Root<E> root = (Root<E>) query.getRoots().iterator().next();
        List<Predicate> conditions = new ArrayList<>();
        filters.stream()
                .map(filter -> filter.apply(root, builder))
                .filter(Objects::nonNull)
                .forEach(conditions::add);
        return query.where(conditions.toArray(Predicate[]::new));
    }
}
