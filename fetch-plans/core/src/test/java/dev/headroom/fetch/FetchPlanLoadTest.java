package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.fetch.Shop.Country;
import dev.headroom.fetch.Shop.Customer;
import dev.headroom.fetch.Shop.Dog;
import dev.headroom.fetch.Shop.Label;
import dev.headroom.fetch.Shop.Purchase;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.Hibernate;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** How many statements each shop.kind of association costs, and that nothing is left to load afterwards. */
@EachDatabase
class FetchPlanLoadTest {

    @Parameter
    Shop shop;

    @BeforeParameterizedClassInvocation
    static void fill(Shop shop) {
        shop.fill();
    }

    @Test
    void joinsToOneAssociations() {
        assertLists(1, plan("country"), customer -> Hibernate.isInitialized(customer.country));
        assertLists(1, plan("address.country"), customer -> Hibernate.isInitialized(customer.address.country));
        assertLists(1, plan("country", "pet"), customer -> Hibernate.isInitialized(customer.pet));
    }

    @Test
    void loadsEachCollectionByOneStatement() {
        assertLists(2, plan("purchases"), customer -> Hibernate.isInitialized(customer.purchases));
        assertLists(2, plan("purchasesById"), customer -> customer.purchasesById.size() == 2);
        assertLists(2, plan("phones"), customer -> customer.phones.size() == 1);
        assertLists(
                4,
                plan("purchases.items", "phones"),
                customer -> customer.purchases.stream().allMatch(purchase -> purchase.items.size() == 3));
        assertLists(
                3,
                plan("purchases.labels"),
                customer -> customer.purchases.stream().allMatch(purchase -> purchase.labels.size() == 1));
    }

    @Test
    void loadsManyToManyOfManyToManyByThree() {
        FetchPlan<Label> plan =
                FetchPlan.of(Label.class).fetch("purchases.labels").build(shop.entityManagers);
        shop.write(em -> assertThat(shop.statements(() -> plan.list(em.createQuery("from Label", Label.class))))
                .isEqualTo(3));
    }

    @Test
    void joinsReferencesToTheStatementOfTheirCollection() {
        assertLists(3, plan("purchases.items.product.category"), FetchPlanLoadTest::hasProductsWithCategories);
    }

    @Test
    void selectsReferencesOfCollectionsOnceForAllIfAsked() {
        FetchPlan<Customer> plan = FetchPlan.of(Customer.class)
                .fetch("purchases.items.product", product -> product.select().fetch("category"))
                .build(shop.entityManagers);
        assertLists(4, plan, FetchPlanLoadTest::hasProductsWithCategories);
    }

    private static boolean hasProductsWithCategories(Customer customer) {
        return customer.purchases.stream()
                .flatMap(purchase -> purchase.items.stream())
                .allMatch(item ->
                        Hibernate.isInitialized(item.product) && Hibernate.isInitialized(item.product.category));
    }

    @Test
    void loadsWhatOnlyASubclassHas() {
        FetchPlan<Customer> plan = FetchPlan.of(Customer.class)
                .fetch("pet", pet -> pet.treat(Dog.class).fetch("bones"))
                .build(shop.entityManagers);
        assertLists(
                2, plan, customer -> !(Hibernate.unproxy(customer.pet) instanceof Dog dog) || dog.bones.size() == 1);
    }

    @Test
    void followsAnAssociationStepByStep() {
        FetchPlan<Shop.Category> plan = FetchPlan.of(Shop.Category.class)
                .fetch("parent", parent -> parent.recursive(5))
                .build(shop.entityManagers);
        shop.write(em -> {
            List<Shop.Category> third = List.of(em.find(Shop.Category.class, 3L));
            assertThat(shop.statements(() -> plan.load(em, third))).isEqualTo(2);
            assertThat(Hibernate.isInitialized(third.get(0).parent.parent)).isTrue();
        });
    }

    @Test
    void keepsTheLimitOfAQuery() {
        shop.write(em -> {
            shop.statements.clear();
            List<Customer> page = plan("country", "purchases.items", "phones")
                    .list(em.createQuery("from Customer order by id", Customer.class)
                            .setFirstResult(1)
                            .setMaxResults(2));
            assertThat(page).extracting(customer -> customer.id).containsExactly(2L, 3L);
            assertThat(page).allMatch(customer -> Hibernate.isInitialized(customer.phones));
        });
        assertThat(shop.statements.statements().get(0).sql())
                .contains("country")
                .containsAnyOf("fetch first", "limit ?");
    }

    @Test
    void loadsEntitiesThatAreThereAndOnlyWhatIsMissing() {
        FetchPlan<Customer> plan = plan("country", "purchases.items");
        shop.write(em -> {
            List<Customer> customers = customers(em);
            Hibernate.initialize(customers.get(0).purchases);
            assertThat(shop.statements(() -> plan.load(em, customers))).isEqualTo(3);
            assertThat(shop.statements(() -> plan.load(em, customers))).isZero();
            assertThat(shop.statements(() -> plan.load(em, List.of()))).isZero();
        });
    }

    @Test
    void loadsCollectionsOfNoOtherOwner() {
        shop.write(em -> {
            List<Customer> customers = customers(em);
            plan("purchases").load(em, customers.subList(1, 3));
            assertThat(customers)
                    .filteredOn(customer -> Hibernate.isInitialized(customer.purchases))
                    .extracting(customer -> customer.id)
                    .containsExactly(2L, 3L);
        });
    }

    /** A flush empties Hibernate's own queue of batches. */
    @Test
    void loadsOneBatchAfterAFlush() {
        shop.write(em -> {
            List<Customer> customers = customers(em);
            em.persist(new Country(100 + em.hashCode()));
            em.flush();
            assertThat(shop.statements(() -> plan("purchases").load(em, customers)))
                    .isEqualTo(1);
        });
    }

    @Test
    void readsProxiesAndNullsAndRepeatedEntities() {
        shop.write(em -> {
            Customer proxy = em.getReference(Customer.class, 1L);
            Hibernate.initialize(proxy);
            plan("purchases").load(em, Arrays.asList(proxy, null, proxy));
            assertThat(Hibernate.isInitialized(((Customer) Hibernate.unproxy(proxy)).purchases))
                    .isTrue();
        });
    }

    @Test
    void readsRootsThatAreProxiesTogether() {
        shop.write(em -> {
            List<Customer> proxies = LongStream.of(1, 2, 3, 999)
                    .mapToObj(id -> em.getReference(Customer.class, id))
                    .toList();
            assertThat(shop.statements(() -> plan("country", "purchases").load(em, proxies)))
                    .isEqualTo(2);
            assertThat(proxies).filteredOn(Hibernate::isInitialized).hasSize(3);
        });
    }

    @Test
    void refusesReferencesOfAnotherSession() {
        Customer reference = shop.read(em -> em.getReference(Customer.class, 1L));
        List<Customer> detached = shop.read(FetchPlanLoadTest::customers);
        shop.write(em -> {
            assertThatThrownBy(() -> plan("purchases").load(em, List.of(reference)))
                    .isInstanceOf(UnmanagedEntityException.class);
            assertThatThrownBy(() -> plan("country").load(em, detached))
                    .isInstanceOf(UnmanagedEntityException.class)
                    .hasMessageContaining("\"country\"");
        });
    }

    @Test
    void leavesChangesAlone() {
        shop.write(em -> {
            List<Customer> customers = customers(em);
            customers.get(0).address.street = "Changed";
            customers.get(0).purchases.add(new Purchase(999, customers.get(0)));
            assertThat(shop.statements(() -> plan("purchases.items").load(em, customers)))
                    .isEqualTo(2);
            assertThat(customers.get(0).purchases).hasSize(3);
            em.clear();
        });
    }

    @Test
    void refusesToLoadIntoAnEntityThatIsNotManaged() {
        List<Customer> detached = shop.read(FetchPlanLoadTest::customers);
        shop.write(em -> assertThatThrownBy(() -> plan("purchases").load(em, detached))
                .isInstanceOf(UnmanagedEntityException.class)
                .hasMessageContaining("\"purchases\""));
    }

    @Test
    void splitsManyOwnersIntoBatches() {
        FetchPlan<Purchase> plan = FetchPlan.of(Purchase.class)
                .fetch("items", items -> items.batchSize(5))
                .build(shop.entityManagers);
        shop.write(em -> {
            List<Purchase> purchases =
                    em.createQuery("from Purchase", Purchase.class).getResultList();
            assertThat(shop.statements(() -> plan.load(em, purchases))).isEqualTo(3);
            assertThat(purchases).allMatch(purchase -> purchase.items.size() == 3);
        });
    }

    @Test
    void joinsACollectionIfAsked() {
        FetchPlan<Customer> plan = FetchPlan.of(Customer.class)
                .fetch("purchases", purchases -> purchases.join().fetch("items"))
                .build(shop.entityManagers);
        assertLists(2, plan, customer -> customer.purchases.size() == 2);
        shop.write(em -> assertThatThrownBy(() -> plan.list(
                        em.createQuery("from Customer", Customer.class).setMaxResults(2)))
                .isInstanceOf(FetchPlanException.class)
                .hasMessageContaining("\"purchases\""));
    }

    @Test
    void keepsWhatTheQueryFetchesItself() {
        shop.write(em -> {
            List<Customer> customers = plan("country")
                    .list(em.createQuery("select c from Customer c left join fetch c.phones", Customer.class));
            assertThat(customers).allMatch(customer -> Hibernate.isInitialized(customer.phones));
        });
    }

    @Test
    void mergesPlans() {
        FetchPlan<Customer> one = plan("country", "purchases");
        FetchPlan<Customer> other = FetchPlan.of(Customer.class)
                .fetch("purchases.items", items -> items.batchSize(5))
                .fetch("country", country -> country.select())
                .build(shop.entityManagers);
        FetchPlan<Customer> both = one.and(other);
        assertThat(both.explain().steps())
                .extracting(FetchStep::path, FetchStep::strategy, FetchStep::batchSize)
                .containsExactly(
                        tuple("country", Strategy.SELECT, 1000),
                        tuple("purchases", Strategy.SELECT, 1000),
                        tuple("purchases.items", Strategy.SELECT, 5));
        assertLists(
                1 + 1 + 1 + 3,
                both,
                customer -> customer.purchases.stream().allMatch(purchase -> Hibernate.isInitialized(purchase.items)));
        assertThat(one.explain().listStatements()).as("stays as it was").isEqualTo(2);
    }

    @Test
    void refusesToMergePlansThatExcludeEachOther() {
        FetchPlan<Customer> one = FetchPlan.of(Customer.class)
                .fetch("purchases", purchases -> purchases.join())
                .build(shop.entityManagers);
        FetchPlan<Customer> paged = FetchPlan.of(Customer.class).paged().build(shop.entityManagers);
        assertThatThrownBy(() -> one.and(paged))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("\"purchases\"");
    }

    /** Joins need nothing of a session; what is loaded afterwards needs entities that it manages. */
    @Test
    void joinsForAStatelessSession() {
        try (StatelessSession session =
                shop.entityManagers.unwrap(SessionFactory.class).openStatelessSession()) {
            assertThat(plan("country").list(session.createQuery("from Customer", Customer.class)))
                    .hasSize(6)
                    .allMatch(customer -> Hibernate.isInitialized(customer.country));
            assertThatThrownBy(() -> plan("purchases").list(session.createQuery("from Customer", Customer.class)))
                    .isInstanceOf(UnmanagedEntityException.class);
            FetchPlan<Customer> selecting = FetchPlan.of(Customer.class)
                    .fetch("country", country -> country.select())
                    .build(shop.entityManagers);
            assertThatThrownBy(() -> selecting.list(session.createQuery("from Customer", Customer.class)))
                    .isInstanceOf(UnmanagedEntityException.class);
        }
    }

    @Test
    void runsNativeQueries() {
        shop.write(em -> {
            @SuppressWarnings("unchecked") // the query is of the class that it was given
            TypedQuery<Customer> query =
                    (TypedQuery<Customer>) em.createNativeQuery("select * from Customer", Customer.class);
            assertThat(shop.statements(
                            () -> assertThat(plan("country", "purchases").list(query))
                                    .hasSize(6)
                                    .allMatch(customer -> Hibernate.isInitialized(customer.purchases))))
                    .isEqualTo(3);
        });
    }

    private FetchPlan<Customer> plan(String... paths) {
        return FetchPlan.of(Customer.class).fetch(paths).build(shop.entityManagers);
    }

    private static List<Customer> customers(EntityManager em) {
        return em.createQuery("from Customer order by id", Customer.class).getResultList();
    }

    private void assertLists(int statements, FetchPlan<Customer> plan, java.util.function.Predicate<Customer> loaded) {
        shop.write(em -> {
            shop.statements.clear();
            List<Customer> customers = plan.list(em.createQuery("from Customer order by id", Customer.class));
            assertThat(shop.statements.statements()).hasSize(statements);
            assertThat(customers).hasSize(6).allMatch(loaded);
            assertThat(shop.statements.statements())
                    .as("nothing was left to load")
                    .hasSize(statements);
        });
    }
}
