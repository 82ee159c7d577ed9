package dev.headroom.keyset;

import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.jspecify.annotations.Nullable;

/** A {@link Run} from one position in one direction, as conditions of a query. */
record RunPredicate(
        Run run,
        List<Key> keys,
        List<Expression<?>> values,
        @Nullable List<@Nullable Object> position,
        boolean forward) {

    List<Predicate> on(HibernateCriteriaBuilder cb) {
        List<Predicate> conditions = new ArrayList<>();
        for (int key = 0; key < run.from(); key++) {
            Object fixed = at(key);
            conditions.add(fixed == null ? cb.isNull(values.get(key)) : cb.equal(values.get(key), fixed));
        }
        switch (run.kind()) {
            case ALL -> {}
            case NULL -> conditions.add(cb.isNull(values.get(run.from())));
            case VALUE -> conditions.add(cb.isNotNull(values.get(run.from())));
            case BEYOND -> conditions.add(run.isRowValue() ? rowValue(cb) : comparison(cb));
        }
        return conditions;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // what a database sorts, it compares
    private Predicate comparison(HibernateCriteriaBuilder cb) {
        Expression<Comparable> value = (Expression<Comparable>) values.get(run.from());
        Comparable bound = (Comparable) Objects.requireNonNull(at(run.from()));
        return isGreater() ? cb.greaterThan(value, bound) : cb.lessThan(value, bound);
    }

    private Predicate rowValue(HibernateCriteriaBuilder cb) {
        List<Expression<?>> operands = new ArrayList<>(values.subList(run.from(), run.to()));
        for (int key = run.from(); key < run.to(); key++) {
            operands.add(cb.parameter(keys.get(key).type().type(), parameter(key)));
        }
        String row = "(" + String.join(", ", Collections.nCopies(run.to() - run.from(), "?")) + ")";
        String pattern = row + (isGreater() ? " > " : " < ") + row;
        return cb.isTrue(cb.sql(pattern, Boolean.class, operands.toArray(Expression[]::new)));
    }

    void bind(SelectionQuery<?> query) {
        if (run.isRowValue()) {
            for (int key = run.from(); key < run.to(); key++) {
                keys.get(key).bind(query, parameter(key), Objects.requireNonNull(at(key)));
            }
        }
    }

    private @Nullable Object at(int key) {
        return Objects.requireNonNull(position).get(key);
    }

    private boolean isGreater() {
        return keys.get(run.from()).ascending() == forward;
    }

    private static String parameter(int key) {
        return "key" + key;
    }
}
