package dev.headroom.projection;

import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;

/**
 * The statement for the rows themselves. Without filters of the application it is text, by which Hibernate finds its
 * translation; with them it is that text as criteria.
 *
 * @param entity its name
 * @param columns of the entity, which has the alias {@code e}
 * @param selection the text for them, which is the same for all queries of a view in most orders
 */
record RootStatement<E>(String entity, Columns columns, String selection, Shape shape, RowChoice<E> choice) {

    static <E> RootStatement<E> of(String entity, Columns columns, Shape shape) {
        columns.addIfEmpty();
        return new RootStatement<>(entity, columns, selection(entity, columns), shape, RowChoice.all());
    }

    RootStatement<E> choosing(RowChoice<E> newChoice) {
        Columns all = columns.joining(newChoice.order());
        return new RootStatement<>(entity, all, all == columns ? selection : selection(entity, all), shape, newChoice);
    }

    private static String selection(String entity, Columns columns) {
        return "select " + String.join(", ", columns.expressions()) + " from " + entity + " e" + columns.joins();
    }

    String text() {
        String conditions = choice.conditions().isEmpty()
                ? ""
                : choice.conditions().stream().collect(Collectors.joining(") and (", " where (", ")"));
        String keys = choice.order().stream()
                .map(sort -> columns.expression(sort.source()) + sort.suffix())
                .collect(Collectors.joining(", "));
        return selection + conditions + (keys.isEmpty() ? "" : " order by " + keys);
    }

    SelectionQuery<Object[]> query(Session session) {
        SelectionQuery<Object[]> query = choice.filters().isEmpty()
                ? session.createSelectionQuery(text(), Object[].class)
                : session.createSelectionQuery(filtered(session.getCriteriaBuilder()))
                        .setTupleTransformer((row, aliases) -> row); // or a single column would be no array
        choice.parameters().forEach((name, value) -> {
            if (value instanceof Collection<?> values) {
                query.setParameterList(name, values);
            } else {
                query.setParameter(name, value);
            }
        });
        if (choice.range().offset() > 0) {
            query.setFirstResult(choice.range().offset());
        }
        int limit = choice.range().limit();
        return limit == RowChoice.Range.ALL ? query : query.setMaxResults(limit);
    }

    private JpaCriteriaQuery<Object[]> filtered(HibernateCriteriaBuilder builder) {
        JpaCriteriaQuery<Object[]> query = builder.createQuery(text(), Object[].class);
        @SuppressWarnings("unchecked") // the text says so
        Root<E> root = (Root<E>) query.getRoots().iterator().next();
        List<Predicate> conditions = new ArrayList<>();
        if (query.getRestriction() != null) {
            conditions.add(query.getRestriction());
        }
        choice.filters().stream()
                .map(filter -> filter.apply(root, builder))
                .filter(Objects::nonNull)
                .forEach(conditions::add);
        return query.where(conditions.toArray(Predicate[]::new));
    }
}
