package dev.headroom.keyset.internal.seek;

import dev.headroom.keyset.internal.order.Key;
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
public record RunPredicate(
        Run run,
        List<Key> keys,
        List<Expression<?>> values,
        @Nullable List<@Nullable Object> position,
        boolean forward) {

    public List<Predicate> on(HibernateCriteriaBuilder cb) {
        List<Predicate> conditions = new ArrayList<>();
        for (int key = 0; key < run.from(); key++) {
            Object fixed = at(key);
            conditions.add(
                    fixed == null
                            ? cb.isNull(values.get(key))
                            : cb.equal(values.get(key), keys.get(key).compared(fixed, cb)));
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
        Expression value = values.get(run.from());
        Object bound = keys.get(run.from()).compared(Objects.requireNonNull(at(run.from())), cb);
        if (bound instanceof Expression other) {
            return isGreater() ? cb.greaterThan(value, other) : cb.lessThan(value, other);
        }
        return isGreater() ? cb.greaterThan(value, (Comparable) bound) : cb.lessThan(value, (Comparable) bound);
    }

    private Predicate rowValue(HibernateCriteriaBuilder cb) {
        List<Expression<?>> operands = new ArrayList<>(values.subList(run.from(), run.to()));
        for (int key = run.from(); key < run.to(); key++) {
            operands.add(operand(key, cb));
        }
        String row = "(" + String.join(", ", Collections.nCopies(run.to() - run.from(), "?")) + ")";
        String pattern = row + (isGreater() ? " > " : " < ") + row;
        return cb.isTrue(cb.sql(pattern, Boolean.class, operands.toArray(Expression[]::new)));
    }

    /** Hibernate does not look across a comparison of rows for a type, so a parameter needs one. */
    private Expression<?> operand(int key, HibernateCriteriaBuilder cb) {
        Object bound = keys.get(key).compared(Objects.requireNonNull(at(key)), cb);
        return bound instanceof Expression<?> typed
                ? typed
                : cb.parameter(keys.get(key).type().type(), parameter(key));
    }

    public void bind(SelectionQuery<?> query) {
        if (run.isRowValue()) {
            for (int key = run.from(); key < run.to(); key++) {
                if (keys.get(key).transport() == null) {
                    keys.get(key).bind(query, parameter(key), Objects.requireNonNull(at(key)));
                }
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
