package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.Restricted.Order;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row that the mapping hides is no missing row: a plan that took it for one would have null written in its place. */
@EachDatabase
class RestrictedTargetsTest {

    @Parameter
    Restricted store;

    @BeforeParameterizedClassInvocation
    static void fill(Restricted store) {
        store.fill();
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "payer", "branch", "delivery.receiver", "note.order.customer"})
    void keepsTheKeyOfAHiddenTarget(String path) {
        List<Object> before = store.keys();
        store.write(em -> {
            List<Order> orders = plan(path).list(em.createQuery("from Purchase", Order.class));
            assertThat(orders).hasSize(Restricted.ORDERS);
            orders.forEach(order -> order.remark = path);
        });
        assertThat(store.keys()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer", "payer", "branch"})
    void loadsTheTargetsThatAreSeenByAStatementOfTheirOwn(String path) {
        FetchPlan<Order> plan = plan(path);
        store.write(em -> {
            List<Order> orders = plan.list(em.createQuery("from Purchase order by id", Order.class));
            assertThat(orders)
                    .filteredOn(order -> order.id % 2 == 1)
                    .allMatch(order -> Hibernate.isInitialized(target(order, path)));
            assertThat(orders)
                    .filteredOn(order -> order.id % 2 == 0)
                    .allMatch(order -> target(order, path) != null && !Hibernate.isInitialized(target(order, path)));
        });
        assertThat(plan.explain().listStatements()).isEqualTo(2);
    }

    @Test
    void aJoinOfOneThatMayBeHiddenIsRefused() {
        assertThatThrownBy(() -> FetchPlan.of(Order.class)
                        .fetch("customer", customer -> customer.join())
                        .build(store.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessage(
                        "Path \"customer\" of Purchase leads to Customer, whose rows @SQLRestriction may hide: a join would"
                                + " set the reference to null, and the next change of its owner would write that. Leave join() out.");
        assertThatThrownBy(() -> FetchPlan.of(Order.class)
                        .fetch("branch", branch -> branch.join())
                        .build(store.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("leads to Branch, whose rows a filter may hide");
    }

    @Test
    void aQueryThatFetchesOneThatMayBeHiddenIsRefused() {
        FetchPlan<Order> plan = FetchPlan.of(Order.class).build(store.entityManagers);
        store.write(em -> assertThatThrownBy(
                        () -> plan.list(em.createQuery("from Purchase p left join fetch p.customer", Order.class)))
                .isInstanceOf(FetchPlanException.class)
                .hasMessage(
                        "The query left join fetches \"customer\" of Order, whose rows @SQLRestriction may hide: that sets"
                                + " the reference to null, and the next change of its owner would write it. Leave it out, and name"
                                + " the association in the plan."));
        for (String hql : List.of(
                "from Purchase p left join fetch p.delivery.receiver",
                "from Purchase p left join p.note n left join fetch p.payer",
                "from Purchase p left join fetch treat(p as Express).courier",
                "from Purchase p left join fetch p.note n left join fetch n.order o left join fetch o.branch")) {
            store.write(em -> assertThatThrownBy(() -> plan.list(em.createQuery(hql, Order.class)))
                    .as(hql)
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessageContaining(" may hide: "));
        }
        store.write(em -> assertThat(plan.list(em.createQuery("from Purchase p join fetch p.customer", Order.class)))
                .hasSize(Restricted.ORDERS / 2));
    }

    private static Object target(Order order, String path) {
        return switch (path) {
            case "customer" -> order.customer;
            case "payer" -> order.payer;
            default -> order.branch;
        };
    }

    private FetchPlan<Order> plan(String path) {
        return FetchPlan.of(Order.class).fetch(path).build(store.entityManagers);
    }
}
