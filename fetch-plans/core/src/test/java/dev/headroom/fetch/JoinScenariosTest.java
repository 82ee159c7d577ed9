package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Shop.Category;
import dev.headroom.fetch.Shop.Customer;
import dev.headroom.fetch.Shop.Item;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * What is joined and what is not. The scenarios are those of Ebean's tests of limits and fetch preference, of Jimmer's
 * join and recursive fetchers, and of Django's {@code select_related}.
 */
@EachDatabase
class JoinScenariosTest {

    @Parameter
    Shop shop;

    @BeforeParameterizedClassInvocation
    static void fill(Shop shop) {
        shop.fill();
    }

    /** Ebean, TestLimitAlterFetchMany: with a limit, no collection is joined, and the limit counts roots. */
    @Test
    void joinsNoCollectionToAPage() {
        FetchPlan<Customer> plan = FetchPlan.of(Customer.class)
                .fetch("country", "purchases", "phones")
                .paged()
                .build(shop.entityManagers);
        shop.write(em -> assertThat(shop.statements(() -> assertThat(
                                plan.list(em.createQuery("from Customer order by id", Customer.class)
                                        .setMaxResults(3)))
                        .hasSize(3)
                        .allMatch(customer -> customer.purchases.size() == 2)))
                .isEqualTo(3));
        assertThat(shop.statements.statements().get(0).sql())
                .doesNotContain("purchase")
                .doesNotContain("phones");
    }

    /** Ebean, TestFetchPreference: one collection may be joined, the one that is asked for, and the rest are apart. */
    @Test
    void joinsTheCollectionThatIsAskedFor() {
        FetchPlan<Customer> plan = FetchPlan.of(Customer.class)
                .fetch("phones")
                .fetch("purchases", purchases -> purchases.join())
                .build(shop.entityManagers);
        shop.write(em -> assertThat(shop.statements(
                        () -> assertThat(plan.list(em.createQuery("from Customer", Customer.class)))
                                .hasSize(6)
                                .allMatch(customer -> customer.purchases.size() == 2 && customer.phones.size() == 1)))
                .isEqualTo(2));
    }

    /** Jimmer, JoinFetchTest: joins end at a depth, and what is deeper is selected. */
    @Test
    void joinsToADepth() {
        FetchPlan<Item> plan =
                FetchPlan.of(Item.class).fetch("product.category.parent.parent").build(shop.entityManagers);
        assertThat(plan.explain().steps())
                .extracting(FetchStep::strategy)
                .containsExactly(Strategy.JOIN, Strategy.JOIN, Strategy.JOIN, Strategy.SELECT);
        shop.write(em -> {
            List<Item> items = plan.list(em.createQuery("from Item where product.id = 3", Item.class));
            assertThat(items)
                    .hasSize(12)
                    .allMatch(item -> Hibernate.isInitialized(item.product.category.parent.parent));
        });
    }

    /** Jimmer, JoinFetchTest: a join of the query's own condition is used again. */
    @Test
    void usesAJoinOfTheQueryAgain() {
        FetchPlan<Item> plan = FetchPlan.of(Item.class).fetch("product").build(shop.entityManagers);
        shop.write(em -> plan.list(em.createQuery("from Item i where i.product.category.id > 0", Item.class)));
        String sql =
                shop.statements.statements().get(shop.statements.count() - 1).sql();
        assertThat(sql.split("join product|join Product", -1)).hasSize(2);
    }

    /**
     * Jimmer, RecursiveTest: an association is followed until nothing is left, and what hangs on each step comes too.
     */
    @Test
    void followsChildrenStepByStep() {
        FetchPlan<Category> plan = FetchPlan.of(Category.class)
                .fetch("children", children -> children.recursive(10).fetch("products"))
                .build(shop.entityManagers);
        shop.write(em -> {
            List<Category> first = List.of(em.find(Category.class, 1L));
            // Children of 1, of 2, and of 3, which has none; products of 2 and of 3.
            assertThat(shop.statements(() -> plan.load(em, first))).isEqualTo(5);
            Category third = first.get(0).children.get(0).children.get(0);
            assertThat(third.children).isEmpty();
            assertThat(third.products).hasSize(1);
        });
    }

    /** A cycle ends where it meets what it has seen. */
    @Test
    void endsACycle() {
        FetchPlan<Category> plan = FetchPlan.of(Category.class)
                .fetch("parent", parent -> parent.recursive(1000))
                .build(shop.entityManagers);
        shop.write(em -> em.find(Category.class, 1L).parent = em.getReference(Category.class, 3L));
        shop.write(em -> {
            List<Category> third = List.of(em.find(Category.class, 3L));
            assertThat(shop.statements(() -> plan.load(em, third))).isEqualTo(2);
        });
        shop.write(em -> em.find(Category.class, 1L).parent = null);
    }
}
