package dev.headroom.projection;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Join;
import jakarta.persistence.criteria.PluralJoin;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.specification.SelectionSpecification;

/**
 * The statement for the rows themselves. It is text, by which Hibernate finds its translation; filters of the
 * application are added to that text as criteria.
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
        SelectionQuery<?> plain =
                choice.filters().isEmpty() ? session.createSelectionQuery(text(), Object[].class) : filtered(session);
        // Hibernate takes the only value of a row for the row itself, if it is an array.
        SelectionQuery<Object[]> query = plain.setTupleTransformer((row, aliases) -> row);
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

    /**
     * Hibernate reads the text once, and adds the filters to a copy. It would also keep the translation, with the values of
     * the first query: that is left to the application's setting for criteria, because two filters are the same to it if
     * all that they are made of says so.
     */
    private SelectionQuery<?> filtered(Session session) {
        // Of Object, because the entity has to be a result.
        return SelectionSpecification.create(Object.class, text())
                .augment(this::filter)
                .createQuery(session)
                .setQueryPlanCacheable(
                        session.unwrap(SharedSessionContractImplementor.class).isCriteriaPlanCacheEnabled());
    }

    private void filter(CriteriaBuilder builder, CriteriaQuery<?> query, Root<?> root) {
        List<Predicate> conditions = new ArrayList<>();
        if (query.getRestriction() != null) {
            conditions.add(query.getRestriction());
        }
        @SuppressWarnings("unchecked") // the text says so
        Root<E> entities = (Root<E>) root;
        choice.filters().stream()
                .map(filter -> filter.apply(entities, builder))
                .filter(Objects::nonNull)
                .forEach(conditions::add);
        refuseManyRows(root);
        query.where(conditions.toArray(Predicate[]::new));
    }

    /** A row for each element of a collection would be several rows of one. */
    private void refuseManyRows(From<?, ?> from) {
        for (Join<?, ?> join : from.getJoins()) {
            if (join instanceof PluralJoin<?, ?, ?> many) {
                String collection = many.getModel().getName();
                throw new IllegalArgumentException("A filter of " + entity + " joins " + collection
                        + ", which makes several rows of one: ask with exists in a condition as text, such as where(\"exists"
                        + " (select 1 from e." + collection + " c where c.name = :name)\", parameters).");
            }
            refuseManyRows(join);
        }
    }
}
