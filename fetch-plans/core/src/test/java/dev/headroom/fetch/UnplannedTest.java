package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.fetch.Shop.Category;
import dev.headroom.fetch.Shop.Customer;
import dev.headroom.fetch.Shop.Item;
import dev.headroom.fetch.Shop.Purchase;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a touch of an association costs that the plan does not name. Peers and failures as in Django 6.1's fetch modes.
 */
@ParameterizedClass
@EnumSource
@ExtendWith(ServersExtension.class)
class UnplannedTest {

    @Parameter
    DatabaseKind kind;

    private Shop shop;

    @BeforeEach
    void open(Servers servers) {
        shop = new Shop(servers.database(kind));
        shop.fill();
    }

    @AfterEach
    void close() {
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void loadsOneByOneByDefault() {
        FetchPlan<Customer> plan = plan(Unplanned.LAZY, "country");
        assertThat(listeners()).isEqualTo(new int[] {1, 1});
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            assertThat(shop.statements(() -> customers.forEach(customer -> touch(customer.phones))))
                    .isEqualTo(6);
        });
    }

    @Test
    void installsItsListenersOnce() {
        plan(Unplanned.PEERS, "country");
        plan(Unplanned.FAIL, "country");
        assertThat(listeners()).isEqualTo(new int[] {2, 2});
    }

    @Test
    void loadsACollectionOfAllPeersAtTheFirstTouch() {
        FetchPlan<Customer> plan = plan(Unplanned.PEERS, "country");
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            assertThat(shop.statements(() -> customers.forEach(customer -> touch(customer.phones))))
                    .isEqualTo(1);
            assertThat(shop.statements(() -> customers.forEach(
                            customer -> customer.purchases.forEach(purchase -> touch(purchase.labels)))))
                    .as("what peers lead to has peers too")
                    .isEqualTo(2);
        });
    }

    @Test
    void loadsAReferenceOfAllPeersAtTheFirstTouch() {
        FetchPlan<Customer> plan = plan(Unplanned.PEERS, "phones");
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            assertThat(shop.statements(() -> customers.forEach(customer -> Hibernate.initialize(customer.country))))
                    .isEqualTo(1);
            assertThat(shop.statements(
                            () -> customers.forEach(customer -> Hibernate.initialize(customer.address.country))))
                    .isEqualTo(1);
            assertThat(shop.statements(() -> customers.forEach(customer -> touch(customer.pet))))
                    .as("of several classes")
                    .isEqualTo(1);
        });
    }

    @Test
    void loadsPeersOfWhatThePlanLoadedBeneath() {
        FetchPlan<Customer> plan = plan(Unplanned.PEERS, "purchases.items");
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            assertThat(shop.statements(() -> customers.stream()
                            .flatMap(customer -> customer.purchases.stream())
                            .flatMap(purchase -> purchase.items.stream())
                            .forEach(item -> Hibernate.initialize(item.product))))
                    .isEqualTo(1);
        });
    }

    @Test
    void loadsPeersOfTheSameResultOnly() {
        FetchPlan<Customer> plan = plan(Unplanned.PEERS);
        shop.write(em -> {
            List<Customer> two = plan.list(customers(em).setMaxResults(2));
            List<Customer> others =
                    em.createQuery("from Customer where id > 2", Customer.class).getResultList();
            assertThat(two.get(1).phones).hasSize(1);
            assertThat(two).allMatch(customer -> Hibernate.isInitialized(customer.phones));
            assertThat(others).hasSize(4).noneMatch(customer -> Hibernate.isInitialized(customer.phones));
        });
    }

    @Test
    void leavesEntitiesAloneThatWereEvictedOrTakenByAnotherPlan() {
        FetchPlan<Customer> plan = plan(Unplanned.PEERS);
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            em.detach(customers.get(1));
            plan.load(em, customers.subList(4, 6));
            assertThat(shop.statements(() -> assertThat(customers.get(0).phones).hasSize(1)))
                    .isEqualTo(1);
            assertThat(customers)
                    .filteredOn(customer -> Hibernate.isInitialized(customer.phones))
                    .extracting(customer -> customer.id)
                    .containsExactly(1L, 3L, 4L);
        });
    }

    @Test
    void loadsPeersAfterAFlushAndLosesNoChange() {
        FetchPlan<Customer> plan = plan(Unplanned.PEERS);
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            customers.get(0).phones = new java.util.HashSet<>();
            customers.get(1).address.street = "New Street";
            em.flush();
            assertThat(shop.statements(() -> customers.forEach(customer -> touch(customer.phones))))
                    .isEqualTo(1);
            assertThat(customers.get(0).phones).isEmpty();
        });
    }

    @Test
    void failsAtACollection() {
        FetchPlan<Customer> plan = plan(Unplanned.FAIL, "country", "purchases.items");
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            UnplannedFetchException failure =
                    catchThrowableOfType(UnplannedFetchException.class, () -> touch(customers.get(0).phones));
            assertThat(failure.path()).isEqualTo("phones");
            assertThat(failure.root()).isEqualTo("Customer");
            assertThat(failure.planned()).containsExactly("country", "purchases.items");
            assertThat(failure.callSite())
                    .startsWith(UnplannedTest.class.getName())
                    .contains("UnplannedTest.java:");
            assertThat(failure)
                    .hasMessageContaining(".fetch(\"phones\")")
                    .hasMessageContaining(failure.callSite())
                    .hasMessageContaining("country, purchases.items");
            assertThatThrownBy(() -> touch(customers.get(0).purchases.get(0).labels))
                    .isInstanceOf(UnplannedFetchException.class)
                    .hasMessageContaining("\"purchases.labels\"");
        });
    }

    @Test
    void failsAtAReference() {
        FetchPlan<Customer> plan = plan(Unplanned.FAIL, "purchases.items");
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            assertThat(customers.get(0).country.getId())
                    .as("needs no statement")
                    .isNotNull();
            assertPath("country", () -> touch(customers.get(0).country));
            assertPath("address.country", () -> touch(customers.get(0).address.country));
            assertPath("pet", () -> Hibernate.initialize(customers.get(0).pet));
            assertPath(
                    "purchases.items.product",
                    () -> touch(customers.get(0).purchases.get(0).items.get(0).product));
        });
    }

    /** The first step belongs to the plan, the one after its depth does not. */
    @Test
    void failsBeyondTheDepthOfARecursion() {
        FetchPlan<Category> plan = FetchPlan.of(Category.class)
                .fetch("parent", parent -> parent.recursive(1))
                .unplanned(Unplanned.FAIL)
                .build(shop.entityManagers);
        shop.write(em -> {
            Category third = plan.list(em.createQuery("from Category where id = 3", Category.class))
                    .get(0);
            assertPath("parent.parent", () -> touch(third.parent.parent));
        });
    }

    @Test
    void leavesTheTransactionAndTheAssociationUsable() {
        FetchPlan<Customer> plan = plan(Unplanned.FAIL, "country");
        shop.write(em -> {
            List<Customer> customers = plan.list(customers(em));
            int before = shop.statements.count();
            assertPath("phones", () -> touch(customers.get(0).phones));
            assertPath("pet", () -> touch(customers.get(0).pet));
            assertThat(shop.statements.count()).as("nothing was sent").isEqualTo(before);
            assertThat(em.getTransaction().getRollbackOnly()).isFalse();
            plan(Unplanned.LAZY, "phones", "pet").load(em, customers);
            assertThat(customers.get(0).phones).hasSize(1);
            assertThat(customers.get(0).pet.toString()).isNotEmpty();
        });
    }

    /** A cascade walks the collection of what it removes. */
    @Test
    void letsHibernateLoadForItself() {
        FetchPlan<Purchase> plan =
                FetchPlan.of(Purchase.class).unplanned(Unplanned.FAIL).build(shop.entityManagers);
        shop.write(em -> {
            Purchase purchase = plan.list(em.createQuery("from Purchase where id = 11", Purchase.class))
                    .get(0);
            assertPath("notes", () -> touch(purchase.notes));
            em.createQuery("delete from Item where purchase.id = 11").executeUpdate();
            em.remove(purchase);
        });
        assertThat(shop.<Purchase>read(em -> em.find(Purchase.class, 11L))).isNull();
    }

    @Test
    void staysLazyForEntitiesOfNoPlan() {
        plan(Unplanned.FAIL);
        shop.write(em -> {
            List<Customer> customers = customers(em).getResultList();
            assertThat(customers.get(0).phones).hasSize(1);
            assertThat(customers.get(0).pet.toString()).isNotEmpty();
            assertThat(em.getReference(Item.class, 111L).toString()).isNotEmpty();
        });
    }

    private static int touch(Object lazy) {
        return lazy instanceof Collection<?> collection
                ? collection.size()
                : lazy.toString().length();
    }

    private void assertPath(String path, org.assertj.core.api.ThrowableAssert.ThrowingCallable touch) {
        assertThat(catchThrowableOfType(UnplannedFetchException.class, touch))
                .as(path)
                .extracting(UnplannedFetchException::path)
                .isEqualTo(path);
    }

    private int[] listeners() {
        SessionFactoryImplementor factory = shop.entityManagers.unwrap(SessionFactoryImplementor.class);
        return new int[] {
            factory.getEventListenerRegistry()
                    .getEventListenerGroup(EventType.LOAD)
                    .count(),
            factory.getEventListenerRegistry()
                    .getEventListenerGroup(EventType.INIT_COLLECTION)
                    .count()
        };
    }

    private FetchPlan<Customer> plan(Unplanned mode, String... paths) {
        return FetchPlan.of(Customer.class).fetch(paths).unplanned(mode).build(shop.entityManagers);
    }

    private static jakarta.persistence.TypedQuery<Customer> customers(EntityManager em) {
        return em.createQuery("from Customer order by id", Customer.class);
    }
}
