package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.OneToMany;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.FilterJoinTable;
import org.hibernate.annotations.SQLJoinTableRestriction;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Children are those whose link the mapping shows. */
@EachDatabase
class HiddenLinksTest {

    private static final int PLAYERS = 4;

    static final class Bands extends RecordedStore {

        Bands(Database database) {
            super(database, Band.class, Player.class, Drummer.class, Melody.class);
        }
    }

    @Parameter
    Bands store;

    @BeforeParameterizedClassInvocation
    static void fill(Bands store) {
        store.write(em -> {
            for (long id = 1; id <= PLAYERS; id++) {
                em.persist(new Player(id));
            }
            for (long id = 1; id <= 3; id++) {
                Band band = new Band();
                band.id = id;
                for (long player = 1; player <= PLAYERS; player++) {
                    band.members.add(em.find(Player.class, player));
                    band.guests.add(em.find(Player.class, player));
                }
                em.persist(band);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void leavesOutHiddenLinks(int limit) {
        assertLeavesOutTheFirst(limit, players -> players.limitPerParent(limit));
        assertLeavesOutTheFirst(
                limit, players -> players.limitPerParent(limit).where((player, cb) -> cb.gt(player.get("id"), 0)));
        assertLeavesOutTheFirst(PLAYERS, players -> {});
    }

    private void assertLeavesOutTheFirst(int limit, Consumer<ChildNode<Player>> spec) {
        FetchPlan<Band> plan =
                FetchPlan.of(Band.class).children("members", Player.class, spec).build(store.entityManagers);
        store.write(em -> {
            Fetched<Band> fetched = plan.fetch(em.createQuery("from Band", Band.class));
            assertThat(fetched.roots()).hasSize(3);
            for (Band band : fetched.roots()) {
                assertThat(fetched.children(band, "members", Player.class))
                        .extracting(player -> player.id)
                        .isEqualTo(Stream.of(2L, 3L, 4L).limit(limit).toList());
                assertThat(band.members).hasSize(PLAYERS - 1);
            }
        });
    }

    @Test
    void leavesOutLinksThatWereRemovedSoftly() {
        store.write(em -> em.find(Band.class, 2L).guests.removeIf(player -> player.id == 3));
        for (Integer limit : Arrays.asList(null, 2, 9)) {
            FetchPlan<Band> plan = FetchPlan.of(Band.class)
                    .children("guests", Player.class, limit == null ? all -> {} : some -> some.limitPerParent(limit))
                    .build(store.entityManagers);
            store.write(em -> {
                Band second = em.find(Band.class, 2L);
                List<Long> expected = limit != null && limit == 2 ? List.of(1L, 2L) : List.of(1L, 2L, 4L);
                assertThat(plan.fetch(em, List.of(second)).children(second, "guests", Player.class))
                        .extracting(player -> player.id)
                        .isEqualTo(expected);
            });
        }
    }

    @Test
    void hiddenLinksToASubclassWithATableOfItsOwnAreRefused() {
        assertThatThrownBy(() -> FetchPlan.of(Band.class)
                        .children("members", Drummer.class, members -> {})
                        .build(store.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessage(
                        "\"members\" of Band hides some of its links, which Hibernate knows of all elements, and not of a"
                                + " subclass with a table of its own: name " + Player.class.getName() + ".");
    }

    @Test
    void aFilterOfTheLinksIsRefused() {
        assertThatThrownBy(() -> FetchPlan.of(Band.class)
                        .children("fans", Player.class, fans -> {})
                        .build(store.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessage(
                        "\"fans\" of Band has @FilterJoinTable, and Hibernate fails to join it while the filter is enabled:"
                                + " load it with fetch(…).");
    }

    @Test
    void aRestrictionThatHibernateLeavesWithoutItsTableIsRefused() {
        assertThatThrownBy(() -> FetchPlan.of(Band.class)
                        .children("melodies", Melody.class, melodies -> {})
                        .build(store.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessage(
                        "\"melodies\" of Band has an @SQLRestriction of a column that is named like a word of SQL, so that"
                                + " Hibernate leaves it without its table, which two of the query have: load it with fetch(…).");
    }

    @Entity(name = "Band")
    @FilterDef(name = "loyal", defaultCondition = "fans_id > 1")
    static class Band {
        @Id
        Long id;

        @ManyToMany
        @JoinTable(name = "Band_Member", inverseJoinColumns = @JoinColumn(name = "member_id"))
        @SQLJoinTableRestriction("member_id > 1")
        Set<Player> members = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "Band_Guest")
        @SoftDelete
        Set<Player> guests = new HashSet<>();

        @ManyToMany
        @JoinTable(name = "Band_Fan")
        @FilterJoinTable(name = "loyal")
        Set<Player> fans = new HashSet<>();

        @OneToMany
        @JoinColumn
        Set<Melody> melodies = new HashSet<>();
    }

    @Entity(name = "Player")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Player {
        @Id
        Long id;

        String name;

        Player() {}

        Player(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "Drummer")
    static class Drummer extends Player {
        String sticks;
    }

    @Entity(name = "Melody")
    @SQLRestriction("open = true")
    static class Melody {
        @Id
        Long id;

        boolean open;
    }
}
