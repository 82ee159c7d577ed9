package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.retry.Outcome.Updated;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.ConstraintMode;
import jakarta.persistence.Entity;
import jakarta.persistence.ForeignKey;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import java.util.Arrays;
import java.util.Set;
import org.hibernate.annotations.NotFound;
import org.hibernate.annotations.NotFoundAction;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A reference to a row that the mapping hides is read as null, and a patch of something else leaves it as it is. */
@EachDatabase
class HiddenReferencesTest {

    @Parameter
    Shop shop;

    static final class Shop extends RecordedStore {
        Shop(Database database) {
            super(database, Customer.class, Agent.class, Order.class, Heard.class);
        }

        String references(String table) {
            return read(em -> Arrays.toString(
                    (Object[]) em.createNativeQuery("select customer_id, lost_id, agent_id, note from " + table)
                            .getSingleResult()));
        }
    }

    @Entity(name = "Customer")
    @SQLRestriction("hidden = false")
    static class Customer {
        @Id
        Long id = 1L;

        boolean hidden;
    }

    @Entity(name = "Agent")
    @SoftDelete
    static class Agent {
        @Id
        Long id = 1L;
    }

    @MappedSuperclass
    abstract static class Base {
        @Id
        Long id = 1L;

        @Version
        int version;

        @Nullable String note;

        @ManyToOne
        @NotFound(action = NotFoundAction.IGNORE)
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        @Nullable Customer customer;

        @ManyToOne
        @NotFound(action = NotFoundAction.IGNORE)
        @JoinColumn(foreignKey = @ForeignKey(ConstraintMode.NO_CONSTRAINT))
        @Nullable Agent lost;

        @ManyToOne
        @Nullable Agent agent;
    }

    /** Written by a statement of ours. */
    @Entity(name = "Purchase")
    static class Order extends Base {}

    /** Written by Hibernate. */
    @Entity(name = "Heard")
    static class Heard extends Base {
        @PreUpdate
        void hear() {}
    }

    private static Class<? extends Base> type(String name) {
        return name.equals("Heard") ? Heard.class : Order.class;
    }

    @BeforeEach
    void fill() {
        shop.write(em -> {
            for (String table : new String[] {"Purchase", "Heard", "Customer", "Agent"}) {
                em.createNativeQuery("delete from " + table).executeUpdate();
            }
            Customer customer = new Customer();
            Agent agent = new Agent();
            em.persist(customer);
            em.persist(agent);
            for (Base order : new Base[] {new Order(), new Heard()}) {
                order.customer = customer;
                order.agent = agent;
                order.lost = agent;
                em.persist(order);
            }
        });
        shop.write(em -> {
            em.createNativeQuery("update Customer set hidden = true").executeUpdate();
            em.createNativeQuery("update Agent set deleted = true").executeUpdate();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Purchase", "Heard"})
    void stay(String name) {
        assertThat(VersionedUpdates.of(shop.entityManagers)
                        .build()
                        .update(type(name), 1L)
                        .compute((order, patch) -> patch.set("note", "written")))
                .isEqualTo(new Updated(1, 1, 1, Set.of()));
        assertThat(shop.references(name)).isEqualTo("[1, 1, 1, written]");
    }

    /** What there is to know about the way of an entity manager. */
    @ParameterizedTest
    @ValueSource(strings = {"Purchase", "Heard"})
    void areLostThroughAnEntityManager(String name) {
        shop.write(em -> em.find(type(name), 1L).note = "written");
        assertThat(shop.references(name)).isEqualTo("[null, null, null, written]");
    }
}
