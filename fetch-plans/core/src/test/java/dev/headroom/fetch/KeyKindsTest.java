package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Port.Fleet;
import dev.headroom.fetch.Port.Harbor;
import dev.headroom.fetch.Port.Sailor;
import dev.headroom.fetch.Port.Ship;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Keys of other types than numbers, and references by other columns than the key: Hibernate's batch tests of user types
 * as ids, Django's {@code ForeignKeyToFieldTest}, and Ebean's {@code TestBatchLazyWithDeleted}.
 */
@EachDatabase
class KeyKindsTest {

    @Parameter
    Port port;

    @BeforeParameterizedClassInvocation
    static void fill(Port port) {
        port.fill();
    }

    @Test
    void loadsByEnumsAndUuids() {
        FetchPlan<Fleet> plan = FetchPlan.of(Fleet.class).fetch("ships.crew").build(port.entityManagers);
        port.write(em -> {
            List<Fleet> fleets = all(em, Fleet.class);
            assertThat(port.statements(() -> plan.load(em, fleets))).isEqualTo(2);
            assertThat(fleets)
                    .allMatch(fleet -> fleet.ships.size() == 2)
                    .allMatch(fleet -> fleet.ships.stream().allMatch(ship -> ship.crew.size() == 1));
        });
        FetchPlan<Sailor> up = FetchPlan.of(Sailor.class)
                .fetch("ship", ship -> ship.select())
                .fetch("ship.fleet", fleet -> fleet.select())
                .build(port.entityManagers);
        port.write(em -> {
            List<Sailor> sailors = all(em, Sailor.class);
            assertThat(port.statements(() -> up.load(em, sailors))).isEqualTo(2);
            assertThat(sailors).allMatch(sailor -> Hibernate.isInitialized(sailor.ship.fleet));
        });
    }

    @Test
    void readsChildrenByEnumsAndUuids() {
        FetchPlan<Fleet> plan = FetchPlan.of(Fleet.class)
                .children(
                        "ships",
                        Ship.class,
                        ships -> ships.limitPerParent(1).children("crew", Sailor.class, crew -> crew.limitPerParent(1)))
                .build(port.entityManagers);
        port.write(em -> {
            List<Fleet> fleets = all(em, Fleet.class);
            port.statements.clear();
            Fetched<Fleet> fetched = plan.fetch(em, fleets);
            assertThat(port.statements.statements()).hasSize(2);
            for (Fleet fleet : fleets) {
                List<Ship> ships = fetched.children(fleet, "ships", Ship.class);
                assertThat(ships).hasSize(1);
                assertThat(fetched.children(ships.get(0), "ships.crew", Sailor.class))
                        .hasSize(1);
            }
        });
    }

    /** Hibernate cannot make a proxy without the key, so it would select each harbor. */
    @Test
    void joinsAReferenceByAnotherColumnThanTheKey() {
        for (String path : List.of("harbor", "crew")) {
            FetchPlan<Ship> plan = FetchPlan.of(Ship.class).fetch(path).build(port.entityManagers);
            port.write(em -> {
                port.statements.clear();
                List<Ship> ships = plan.list(em.createQuery("from Ship", Ship.class));
                assertThat(port.statements.statements()).hasSize(path.equals("crew") ? 2 : 1);
                assertThat(ships).hasSize(Port.SHIPS).allMatch(ship -> Hibernate.isInitialized(ship.harbor));
            });
        }
    }

    @Test
    void loadsACollectionByAnotherColumnThanTheKey() {
        FetchPlan<Harbor> plan = FetchPlan.of(Harbor.class)
                .fetch("ships")
                .children("ships", Ship.class, ships -> ships.as("first").limitPerParent(1))
                .build(port.entityManagers);
        port.write(em -> {
            List<Harbor> harbors = all(em, Harbor.class);
            port.statements.clear();
            Fetched<Harbor> fetched = plan.fetch(em, harbors);
            assertThat(port.statements.statements()).hasSize(2);
            assertThat(harbors)
                    .allMatch(harbor -> harbor.ships.size() == 1)
                    .allMatch(harbor ->
                            fetched.children(harbor, "first", Ship.class).equals(harbor.ships));
        });
    }

    @Test
    void leavesAReferenceWhoseRowIsGone() {
        FetchPlan<Ship> plan =
                FetchPlan.of(Ship.class).fetch("fleet", fleet -> fleet.select()).build(port.entityManagers);
        port.write(em -> {
            em.createNativeQuery("delete from Fleet where flag = 'WHITE'").executeUpdate();
            List<Ship> ships =
                    em.createQuery("from Ship order by id", Ship.class).getResultList();
            assertThat(port.statements(() -> plan.load(em, ships))).isEqualTo(1);
            assertThat(ships)
                    .filteredOn(ship -> Hibernate.isInitialized(ship.fleet))
                    .hasSize(2);
            em.getTransaction().rollback();
            em.getTransaction().begin();
        });
    }

    private static <E> List<E> all(EntityManager em, Class<E> type) {
        return em.createQuery("from " + type.getSimpleName(), type).getResultList();
    }
}
