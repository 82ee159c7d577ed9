package dev.headroom.fetch;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** An order of children that leaves no two of them equal, so that a limit cuts at the same place each time. */
final class ChildOrder<C> {

    private final List<BiFunction<Root<C>, CriteriaBuilder, Order>> keys;
    private final IdPaths ids;

    ChildOrder(List<BiFunction<Root<C>, CriteriaBuilder, Order>> keys, IdPaths ids) {
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

    /**
     * Tries the keys without running anything.
     *
     * @throws InvalidFetchPlanException if one cannot be made, or may be null without saying where nulls go
     */
    void check(String at, Class<C> child, CriteriaBuilder cb) {
        Root<C> root = cb.createQuery().from(child);
        for (BiFunction<Root<C>, CriteriaBuilder, Order> key : keys) {
            Order order = made(at, key, root, cb);
            if (order.getNullPrecedence() == Nulls.NONE && mayBeNull(order, root)) {
                throw new InvalidFetchPlanException(
                        at + " has a key in its order that may be null, and databases put nulls"
                                + " at different ends: say Nulls.FIRST or Nulls.LAST, as in cb.desc(child.get(\"paid\"), Nulls.LAST).");
            }
        }
    }

    private static <C> Order made(
            String at, BiFunction<Root<C>, CriteriaBuilder, Order> key, Root<C> root, CriteriaBuilder cb) {
        try {
            return key.apply(root, cb);
        } catch (IllegalArgumentException unknown) {
            InvalidFetchPlanException refused = new InvalidFetchPlanException(
                    at + " has a key in its order that cannot be made: " + unknown.getMessage() + ".");
            refused.initCause(unknown);
            throw refused;
        }
    }

    private static boolean mayBeNull(Order order, Root<?> root) {
        return !(order.getExpression() instanceof Path<?> path
                && path.getParentPath() == root
                && path.getModel() instanceof SingularAttribute<?, ?> attribute
                && !attribute.isOptional());
    }
}
