package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * A reference that the mapping says is never null, in a table that was made without saying so and has a row with null.
 */
@EachDatabase
class RequiredTargetsTest {

    private static final int PARCELS = 3;

    @Parameter
    Parcels store;

    @BeforeParameterizedClassInvocation
    static void fill(Parcels store) {
        store.write(em -> {
            for (long id = 1; id <= PARCELS; id++) {
                Parcel parcel = new Parcel();
                parcel.id = id;
                parcel.receiver = new Address();
                parcel.receiver.id = id;
                em.persist(parcel.receiver);
                em.persist(parcel);
            }
        });
        String nullable = store.kind == DatabaseKind.MARIADB
                ? "alter table Parcel modify receiver_id bigint null"
                : "alter table Parcel alter column receiver_id drop not null";
        store.write(em -> em.createNativeQuery(nullable).executeUpdate());
        store.write(em -> em.createNativeQuery("update Parcel set receiver_id = null where id = 2")
                .executeUpdate());
    }

    private static TypedQuery<Parcel> query(EntityManager em) {
        return em.createQuery("from Parcel order by id", Parcel.class);
    }

    /** Whatever asks it for the join, but for a query that says left: an inner join is what the mapping allows. */
    @Test
    void hibernateJoinsItByAnInnerJoin() {
        store.write(em -> {
            EntityGraph<Parcel> graph = em.createEntityGraph(Parcel.class);
            graph.addAttributeNodes("receiver");
            assertThat(query(em).setHint(JoinGraph.HINT, graph).getResultList())
                    .as("mended: take it out of the guide")
                    .hasSize(PARCELS - 1);
        });
    }

    @Test
    void aSelectKeepsTheRow() {
        FetchPlan<Parcel> plan = FetchPlan.of(Parcel.class)
                .fetch("receiver", receiver -> receiver.select())
                .build(store.entityManagers);
        store.write(em -> assertComplete(plan.list(query(em))));
    }

    @Test
    void aQueryThatSaysLeftKeepsTheRow() {
        FetchPlan<Parcel> plan = plan();
        store.write(em -> {
            store.statements.clear();
            assertComplete(
                    plan.list(em.createQuery("from Parcel p left join fetch p.receiver order by p.id", Parcel.class)));
            assertThat(store.statements.count()).isEqualTo(1);
        });
    }

    @Test
    void loadingIntoEntitiesKeepsTheRow() {
        FetchPlan<Parcel> plan = plan();
        store.write(em -> {
            List<Parcel> parcels = query(em).getResultList();
            plan.load(em, parcels);
            assertComplete(parcels);
        });
    }

    private FetchPlan<Parcel> plan() {
        return FetchPlan.of(Parcel.class).fetch("receiver").build(store.entityManagers);
    }

    private static void assertComplete(List<Parcel> parcels) {
        assertThat(parcels).extracting(parcel -> parcel.id).containsExactly(1L, 2L, 3L);
        assertThat(parcels).allMatch(parcel -> Hibernate.isInitialized(parcel.receiver));
        assertThat(parcels).extracting(parcel -> parcel.receiver == null).containsExactly(false, true, false);
    }

    static final class Parcels extends RecordedStore {

        Parcels(Database database) {
            super(database, Parcel.class, Address.class);
        }
    }

    @Entity(name = "Parcel")
    static class Parcel {
        @Id
        Long id;

        @ManyToOne(optional = false, fetch = FetchType.LAZY)
        @JoinColumn(name = "receiver_id")
        Address receiver;
    }

    @Entity(name = "Address")
    static class Address {
        @Id
        Long id;
    }
}
