package dev.headroom.keyset.internal.order;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Root;
import java.util.Objects;
import java.util.function.BiFunction;

/** What an application sorts by, if it is not an attribute. */
public record KeyExpression<V>(Class<V> type, BiFunction<?, CriteriaBuilder, Expression<V>> function) {

    public KeyExpression {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(function, "expression");
    }

    @SuppressWarnings("unchecked") // the keyset is of the entity that the expression was written for
    public Expression<V> on(Root<?> root, CriteriaBuilder cb) {
        return ((BiFunction<Root<?>, CriteriaBuilder, Expression<V>>) function).apply(root, cb);
    }
}
