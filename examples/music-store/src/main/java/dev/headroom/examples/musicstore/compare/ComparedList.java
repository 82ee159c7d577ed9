package dev.headroom.examples.musicstore.compare;

import dev.headroom.keyset.spring.KeysetOrders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list that readers can order, with the query that pages it by {@code OFFSET} in each of its orders. */
record ComparedList<E>(Class<E> entity, KeysetOrders<E> orders, Map<String, String> offsetQueries) {

    static <E> ComparedList<E> of(Class<E> entity, KeysetOrders<E> orders) {
        return new ComparedList<>(entity, orders, Map.of());
    }

    /** Adds the HQL for an order. */
    ComparedList<E> offset(String order, String hql) {
        Map<String, String> more = new LinkedHashMap<>(offsetQueries);
        more.put(order, hql);
        return new ComparedList<>(entity, orders, Map.copyOf(more));
    }

    /** Takes the list's first order for no name, and refuses a name that the list does not offer, as the list does. */
    ComparedOrder<E> order(@Nullable String name) {
        String chosen = name == null ? orders.names().get(0) : name;
        return new ComparedOrder<>(
                entity, orders.choose(chosen), Objects.requireNonNull(offsetQueries.get(chosen), chosen));
    }
}
