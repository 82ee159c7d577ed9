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

/** A {@link SeekRange} from one position in one direction, as conditions of a query. */
public record SeekRangePredicate(SeekRange range, Seek seek, List<Key> keys, List<Expression<?>> values) {

    public List<Predicate> on(HibernateCriteriaBuilder cb) {
        return range.conditions(seek::isNull, new SeekRange.Visitor<>() {
            @Override
            public Predicate isNull(int key) {
                return cb.isNull(values.get(key));
            }

            @Override
            public Predicate isNotNull(int key) {
                return cb.isNotNull(values.get(key));
            }

            @Override
            public Predicate equal(int key) {
                return cb.equal(values.get(key), keys.get(key).compared(at(key), cb));
            }

            @Override
            public Predicate beyond(SeekRange compared) {
                return compared.isRowValue() ? rowValue(cb) : comparison(cb);
            }
        });
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // what a database sorts, it compares
    private Predicate comparison(HibernateCriteriaBuilder cb) {
        Expression value = values.get(range.from());
        Object bound = keys.get(range.from()).compared(at(range.from()), cb);
        if (bound instanceof Expression other) {
            return isGreater() ? cb.greaterThan(value, other) : cb.lessThan(value, other);
        }
        return isGreater() ? cb.greaterThan(value, (Comparable) bound) : cb.lessThan(value, (Comparable) bound);
    }

    private Predicate rowValue(HibernateCriteriaBuilder cb) {
        List<Expression<?>> operands = new ArrayList<>(values.subList(range.from(), range.to()));
        for (int key = range.from(); key < range.to(); key++) {
            operands.add(operand(key, cb));
        }
        String row = "(" + String.join(", ", Collections.nCopies(range.to() - range.from(), "?")) + ")";
        String pattern = row + (isGreater() ? " > " : " < ") + row;
        return cb.isTrue(cb.sql(pattern, Boolean.class, operands.toArray(Expression[]::new)));
    }

    /** Hibernate does not look across a comparison of rows for a type, so a parameter needs one. */
    private Expression<?> operand(int key, HibernateCriteriaBuilder cb) {
        Object bound = keys.get(key).compared(at(key), cb);
        return bound instanceof Expression<?> typed
                ? typed
                : cb.parameter(keys.get(key).type().type(), parameter(key));
    }

    public void bind(SelectionQuery<?> query) {
        if (range.isRowValue()) {
            for (int key = range.from(); key < range.to(); key++) {
                if (keys.get(key).transport() == null) {
                    keys.get(key).bind(query, parameter(key), at(key));
                }
            }
        }
    }

    private Object at(int key) {
        return Objects.requireNonNull(seek.at(key));
    }

    private boolean isGreater() {
        return keys.get(range.from()).ascending() == seek.forward();
    }

    private static String parameter(int key) {
        return "key" + key;
    }
}
