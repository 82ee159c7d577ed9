package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.Shop.Category;
import dev.headroom.fetch.Shop.Customer;
import dev.headroom.fetch.Shop.Item;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.Type;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * What is loaded apart. The scenarios are those of Django's {@code prefetch_related} tests and of Ecto's preload cases
 * that {@link FetchPlanLoadTest} does not have already.
 */
@EachDatabase
class PreloadScenariosTest {

    @Parameter
    Shop shop;

    @BeforeParameterizedClassInvocation
    static void fill(Shop shop) {
        shop.fill();
        shop.write(em -> em.persist(new Customer(7)));
    }

    /** Django: shared prefixes, in any order, are fetched once. */
    @Test
    void fetchesASharedPrefixOnce() {
        assertLists(4, plan("purchases.items", "purchases", "purchases.labels"));
        assertLists(4, plan("purchases", "purchases.labels", "purchases.items"));
    }

    /** Django: a to-one join, and a batch beneath it. */
    @Test
    void loadsACollectionBeneathAJoin() {
        FetchPlan<Item> plan = FetchPlan.of(Item.class).fetch("purchase.labels").build(shop.entityManagers);
        shop.write(em -> {
            assertThat(shop.statements(() -> assertThat(plan.list(em.createQuery("from Item", Item.class)))
                            .allMatch(item -> item.purchase.labels.size() == 1)))
                    .isEqualTo(2);
        });
    }

    /** Django: a join inside of a batch. */
    @Test
    void joinsInsideOfABatch() {
        FetchPlan<Customer> plan = FetchPlan.of(Customer.class)
                .fetch("purchases.items.product", product -> product.join().fetch("category"))
                .build(shop.entityManagers);
        assertLists(3, plan);
        shop.write(em -> assertThat(plan.list(customers(em)).get(0).purchases.get(0).items)
                .allMatch(item -> Hibernate.isInitialized(item.product.category)));
    }

    /** Django, Ecto: several parents share one child, and a batch reads it once. */
    @Test
    void readsASharedTargetOnce() {
        FetchPlan<Customer> plan = FetchPlan.of(Customer.class)
                .fetch("country", country -> country.select())
                .build(shop.entityManagers);
        assertLists(2, plan);
        assertThat(shop.statements.statements().get(1).parameters().toString()).doesNotContain("1, 2, 1");
    }

    /** Django: a null in the middle of a path. Ecto: a nil association. */
    @Test
    void passesANull() {
        FetchPlan<Customer> plan = plan("pet", "country", "address.country", "purchases.items.product");
        shop.write(em -> {
            Customer bare = plan.list(em.createQuery("from Customer where id = 7", Customer.class))
                    .get(0);
            assertThat(bare.country).isNull();
            assertThat(bare.pet).isNull();
        });
    }

    /** Ecto: no children make a loaded, empty collection, and nothing is sent beneath it. */
    @Test
    void loadsAnEmptyCollection() {
        FetchPlan<Customer> plan = plan("purchases.items");
        shop.write(em -> {
            assertThat(shop.statements(() -> {
                        Customer bare = plan.list(em.createQuery("from Customer where id = 7", Customer.class))
                                .get(0);
                        assertThat(bare.purchases).isEmpty();
                    }))
                    .isEqualTo(2);
        });
    }

    /** Ecto: skips what is loaded, of one owner and of many. */
    @Test
    void skipsWhatAnotherPlanLoaded() {
        shop.write(em -> {
            List<Customer> customers = plan("purchases").list(customers(em));
            assertThat(shop.statements(() -> plan("purchases.items").load(em, customers)))
                    .isEqualTo(1);
        });
    }

    /** Django: a result larger than the parameters that a statement may have. */
    @Test
    void loadsMoreThanAStatementHasParameters() {
        shop.write(em -> {
            em.persist(new Category(1000, null));
            em.flush();
            for (int rows = 1; rows < 65_536; rows *= 2) {
                em.createNativeQuery(
                                "insert into Category (id) select id + " + rows + " from Category where id >= 1000")
                        .executeUpdate();
            }
        });
        FetchPlan<Category> plan = FetchPlan.of(Category.class)
                .fetch("products", products -> products.batchSize(20_000))
                .build(shop.entityManagers);
        shop.write(em -> {
            List<Category> categories =
                    em.createQuery("from Category", Category.class).getResultList();
            assertThat(shop.statements(() -> plan.load(em, categories))).isEqualTo(4);
            assertThat(categories).hasSize(65_536 + 3).allMatch(category -> Hibernate.isInitialized(category.products));
        });
    }

    /** Django: several databases. A plan has the statements of the one for which it was built. */
    @Test
    void refusesAnotherFactory() {
        Class<?>[] entities = shop.entityManagers.getMetamodel().getManagedTypes().stream()
                .map(Type::getJavaType)
                .toArray(Class<?>[]::new);
        FetchPlan<Customer> plan = plan("purchases");
        try (EntityManagerFactory other = EntityManagerFactories.open(shop.statements, entities);
                EntityManager em = other.createEntityManager()) {
            for (ThrowingCallable call : List.<ThrowingCallable>of(
                    () -> plan.list(customers(em)),
                    () -> plan.load(em, List.of()),
                    () -> plan.fetch(em, List.of()),
                    () -> plan.fetch(customers(em)))) {
                assertThatThrownBy(call)
                        .isInstanceOf(FetchPlanException.class)
                        .hasMessage("The plan of Customer was built for another EntityManagerFactory:"
                                + " build one for each factory.");
            }
        }
    }

    /** Hibernate, batch fetching: children that were not flushed stay, and nothing is written for having loaded. */
    @Test
    void writesNothing() {
        shop.write(em -> {
            plan("purchases.labels", "phones", "pet").list(customers(em));
            assertThat(shop.statements(em::flush)).isZero();
        });
    }

    private FetchPlan<Customer> plan(String... paths) {
        return FetchPlan.of(Customer.class).fetch(paths).build(shop.entityManagers);
    }

    private void assertLists(int statements, FetchPlan<Customer> plan) {
        shop.write(em ->
                assertThat(shop.statements(() -> plan.list(customers(em)))).isEqualTo(statements));
    }

    private static jakarta.persistence.TypedQuery<Customer> customers(EntityManager em) {
        return em.createQuery("from Customer order by id", Customer.class);
    }
}
