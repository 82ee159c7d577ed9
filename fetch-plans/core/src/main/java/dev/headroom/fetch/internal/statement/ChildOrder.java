package dev.headroom.fetch.internal.statement;

import dev.headroom.fetch.internal.mapping.IdPaths;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** An order of children that leaves no two of them equal, so that a limit cuts at the same place each time. */
public final class ChildOrder<C> {

    private final List<BiFunction<Root<C>, CriteriaBuilder, Order>> keys;
    private final IdPaths ids;

    public ChildOrder(List<BiFunction<Root<C>, CriteriaBuilder, Order>> keys, IdPaths ids) {
        this.keys = List.copyOf(keys);
        this.ids = ids;
    }

    List<Order> of(Root<C> child, CriteriaBuilder cb) {
        List<Order> orders = new ArrayList<>();
        keys.forEach(key -> orders.add(key.apply(child, cb)));
        // In the same direction, because an index can be read backwards as a whole, and not key by key.
        boolean ascending = orders.isEmpty() || orders.get(orders.size() - 1).isAscending();
        ids.in(child).forEach(id -> orders.add(ascending ? cb.asc(id) : cb.desc(id)));
        return orders;
    }
}
