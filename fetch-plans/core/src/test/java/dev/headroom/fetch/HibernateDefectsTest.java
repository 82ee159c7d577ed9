package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headroom.fetch.Shop.Country;
import dev.headroom.fetch.Shop.Customer;
import dev.headroom.fetch.Shop.Purchase;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.loader.MultipleBagFetchException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What Hibernate does with entity graphs, fetch joins and batches where a plan is right, by its public API alone. A
 * test that fails because Hibernate has become right tells us to take the sentence out of the guide. The scenarios are
 * those of Hibernate's tests of multiple bags, entity graphs and batch fetching, and of its users' reports.
 */
@ParameterizedClass
@EnumSource
@ExtendWith(ServersExtension.class)
class HibernateDefectsTest {

    /** For an assertion that fails when Hibernate has become right. */
    private static final String MENDED = "mended: remove from the guide";

    private static Shop shop;
    private static Registry registry;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind, Servers servers) {
        shop = new Shop(servers.database(kind));
        shop.fill();
        shop.write(em -> customers(em).forEach(customer -> customer.phones.add("second")));
        registry = new Registry(servers.database(kind));
        registry.fill();
    }

    @AfterParameterizedClassInvocation
    static void close() {
        shop.close();
        registry.close();
    }

    @Test
    void aGraphRefusesTwoBags() {
        shop.write(em -> {
            EntityGraph<Purchase> graph = em.createEntityGraph(Purchase.class);
            graph.addAttributeNodes("items", "notes");
            Throwable refused = catchThrowable(() -> em.createQuery("from Purchase", Purchase.class)
                    .setHint("jakarta.persistence.fetchgraph", graph)
                    .getResultList());
            assertThat(refused).as(MENDED).hasCauseInstanceOf(MultipleBagFetchException.class);
        });
        shop.write(em -> assertThat(FetchPlan.of(Purchase.class)
                        .fetch("items", "notes")
                        .build(shop.entityManagers)
                        .list(em.createQuery("from Purchase", Purchase.class)))
                .hasSize(12)
                .allMatch(purchase -> purchase.items.size() == 3 && purchase.notes.size() == 1));
    }

    @Test
    void aGraphDoublesABagBesideASet() {
        shop.write(em -> {
            EntityGraph<Customer> graph = em.createEntityGraph(Customer.class);
            graph.addAttributeNodes("purchases", "phones");
            List<Customer> customers = em.createQuery("from Customer", Customer.class)
                    .setHint("jakarta.persistence.fetchgraph", graph)
                    .getResultList();
            assertThat(customers).as(MENDED).allMatch(customer -> customer.purchases.size() == 4);
        });
        shop.write(em -> assertThat(FetchPlan.of(Customer.class)
                        .fetch("purchases", "phones")
                        .build(shop.entityManagers)
                        .list(em.createQuery("from Customer", Customer.class)))
                .allMatch(customer -> customer.purchases.size() == 2 && customer.phones.size() == 2));
    }

    @Test
    void aFetchJoinWithAFilterAndALimitIsNoSql() {
        shop.write(em -> {
            Throwable failed = catchThrowable(() -> em.createQuery(
                            "select c from Customer c left join fetch c.purchases p where p.id > 0 order by c.id",
                            Customer.class)
                    .setMaxResults(2)
                    .getResultList());
            assertThat(failed).as(MENDED).isInstanceOf(org.hibernate.exception.SQLGrammarException.class);
        });
        shop.write(em -> assertThat(FetchPlan.of(Customer.class)
                        .fetch("purchases")
                        .build(shop.entityManagers)
                        .list(em.createQuery(
                                        "select c from Customer c where exists"
                                                + " (select p from c.purchases p where p.id > 0) order by c.id",
                                        Customer.class)
                                .setMaxResults(2)))
                .extracting(customer -> customer.purchases.size())
                .containsExactly(2, 2));
    }

    @Test
    void aBatchBecomesNPlusOneAfterAFlush() {
        shop.write(em -> {
            em.unwrap(Session.class).setFetchBatchSize(10);
            List<Customer> customers = customers(em);
            em.persist(new Country(1000));
            em.flush();
            assertThat(shop.statements(() -> customers.forEach(customer -> Hibernate.initialize(customer.phones))))
                    .as(MENDED)
                    .isEqualTo(6);
        });
    }

    @Test
    void aBatchTakesNeighbours() {
        shop.write(em -> {
            em.unwrap(Session.class).setFetchBatchSize(3);
            List<Customer> customers = customers(em);
            Hibernate.initialize(customers.get(4).phones);
            assertThat(customers)
                    .as(MENDED)
                    .filteredOn(customer -> Hibernate.isInitialized(customer.phones))
                    .hasSizeGreaterThan(1);
        });
    }

    @Test
    void anInverseOneToOneIsSelectedForEachRow() {
        registry.write(em -> assertThat(registry.statements(
                        () -> em.createQuery("from Person where employer is not null", Registry.Person.class)
                                .setHint("jakarta.persistence.fetchgraph", em.createEntityGraph(Registry.Person.class))
                                .getResultList()))
                .as(MENDED)
                .isEqualTo(1 + Registry.PERSONS));
    }

    /**
     * Why a plan can only warn of it: a graph for the entity has no name for it, and one for the subclass is refused.
     */
    @Test
    void anInverseOneToOneOfASubclassCannotBeJoined() {
        FetchPlan<Registry.Animal> plan = FetchPlan.of(Registry.Animal.class).build(registry.entityManagers);
        registry.write(em -> assertThat(
                        registry.statements(() -> plan.list(em.createQuery("from Animal", Registry.Animal.class))))
                .as(MENDED)
                .isEqualTo(1 + Registry.PERSONS));
        registry.write(em -> {
            EntityGraph<Registry.Animal> graph = em.createEntityGraph(Registry.Animal.class);
            graph.addTreatedSubgraph(Registry.Bird.class).addAttributeNodes("ring");
            assertThat(catchThrowable(() -> em.createQuery("from Animal", Registry.Animal.class)
                            .setHint("jakarta.persistence.fetchgraph", graph)
                            .getResultList()))
                    .as(MENDED)
                    .hasMessageContaining("fins");
        });
        FetchPlan<Registry.Bird> birds = FetchPlan.of(Registry.Bird.class).build(registry.entityManagers);
        registry.write(em -> assertThat(
                        registry.statements(() -> birds.list(em.createQuery("from Bird", Registry.Bird.class))))
                .isEqualTo(1));
    }

    private static List<Customer> customers(EntityManager em) {
        return em.createQuery("from Customer order by id", Customer.class).getResultList();
    }
}
