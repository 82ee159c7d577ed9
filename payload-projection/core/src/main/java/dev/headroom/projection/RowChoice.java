package dev.headroom.projection;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which rows a query reads, and in what order.
 *
 * @param conditions in the query language
 * @param parameters of the conditions
 */
record RowChoice<E>(
        List<BiFunction<Root<E>, CriteriaBuilder, @Nullable Predicate>> filters,
        List<String> conditions,
        Map<String, @Nullable Object> parameters,
        List<Sort> order,
        Range range) {

    /**
     * Which part of the list.
     *
     * @param limit how many rows
     * @param offset how many to leave out before them
     */
    record Range(int limit, int offset) {

        static final int ALL = Integer.MAX_VALUE;
    }

    static <E> RowChoice<E> all() {
        return new RowChoice<>(List.of(), List.of(), Map.of(), List.of(), new Range(Range.ALL, 0));
    }

    RowChoice<E> filter(BiFunction<Root<E>, CriteriaBuilder, @Nullable Predicate> filter) {
        return new RowChoice<>(more(filters, filter), conditions, parameters, order, range);
    }

    RowChoice<E> condition(String condition, Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> all = new HashMap<>(parameters);
        values.forEach((name, value) -> {
            boolean known = all.containsKey(name);
            if (!Objects.equals(all.put(name, value), value) && known) {
                throw new IllegalArgumentException("where(\"" + condition + "\", …) gives the parameter \"" + name
                        + "\" another value than a condition before it: choose another name.");
            }
        });
        return new RowChoice<>(filters, more(conditions, condition), Collections.unmodifiableMap(all), order, range);
    }

    RowChoice<E> order(List<Sort> newOrder) {
        return new RowChoice<>(filters, conditions, parameters, newOrder, range);
    }

    RowChoice<E> range(Range newRange) {
        return new RowChoice<>(filters, conditions, parameters, order, newRange);
    }

    private static <T> List<T> more(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return List.copyOf(more);
    }
}
