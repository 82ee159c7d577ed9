package dev.headroom.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream leaves the entities of its {@code EntityManager} alone. */
@ExtendWith(ServersExtension.class)
class KeysetStreamTest {

    @Entity(name = "Keeper")
    static class Keeper {

        @Id
        Long id;

        String name;

        String name() {
            return name;
        }
    }

    @Entity(name = "Pet")
    static class Pet {

        @Id
        Long id;

        String name;

        @ManyToOne(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
        Keeper keeper;

        static Pet of(long id, Keeper keeper) {
            Pet pet = new Pet();
            pet.id = id;
            pet.name = "pet " + id;
            pet.keeper = keeper;
            return pet;
        }
    }

    private static EntityManagerFactory pets(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = servers.database(kind).entityManagerFactory(Keeper.class, Pet.class);
        factory.runInTransaction(em -> {
            Keeper keeper = new Keeper();
            keeper.id = 1L;
            em.persist(keeper);
            for (long id = 1; id <= 7; id++) {
                em.persist(Pet.of(id, keeper));
            }
        });
        return factory;
    }

    private static Keyset<Pet> byId(EntityManagerFactory factory) {
        return Keyset.of(Pet.class).cursors(SongStore.CURSORS).build(factory);
    }

    @ParameterizedTest
    @EnumSource
    void detachesNothingThatTheApplicationManages(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = pets(kind, servers);
        factory.runInTransaction(em -> {
            Keeper keeper = em.find(Keeper.class, 1L);
            Pet first = em.find(Pet.class, 1L);
            assertThat(byId(factory).query(em).stream(2).map(pet -> pet.keeper.id))
                    .hasSize(7);
            assertThat(em.contains(keeper)).isTrue();
            assertThat(em.contains(first)).isTrue();
            keeper.name = "Ada";
            em.persist(Pet.of(8, keeper));
        });
        List<String> names = factory.callInTransaction(
                em -> em.createQuery("select p.keeper.name from Pet p where p.id = 8", String.class)
                        .getResultList());
        assertThat(names).containsExactly("Ada");
    }

    @ParameterizedTest
    @EnumSource
    void seesWhatWasChangedBeforeEachBatchAndReadsItsAssociations(DatabaseKind kind, Servers servers) {
        EntityManagerFactory factory = pets(kind, servers);
        factory.runInTransaction(em -> {
            Keeper keeper = em.find(Keeper.class, 1L);
            keeper.name = "Ada";
            List<String> keepers = new ArrayList<>();
            List<Pet> rows = new ArrayList<>();
            try (Stream<Pet> stream = byId(factory).query(em).stream(3)) {
                stream.forEach(pet -> {
                    keepers.add(pet.keeper.name());
                    rows.add(pet);
                    if (pet.id == 1) {
                        em.persist(Pet.of(9, keeper));
                    }
                });
            }
            assertThat(rows).extracting(pet -> pet.id).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 9L);
            assertThat(keepers).hasSize(8).containsOnly("Ada");
            assertThat(rows).allMatch(pet -> !em.contains(pet));
            assertThat(Hibernate.isInitialized(rows.get(0).keeper)).isTrue();
        });
    }
}
