package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Ids of several parts, and hierarchies. */
@EachDatabase
class KeysetIdsTest {

    @Parameter
    SongStore store;

    @BeforeParameterizedClassInvocation
    static void fill(SongStore store) {
        store.fill(0, song -> {});
        store.write(em -> {
            for (int number = 1; number <= 7; number++) {
                em.persist(new Edition(number % 2, number));
                em.persist(new Track(em.getReference(Album.class, 1L + number % 2), number));
                em.persist(number % 2 == 0 ? new Disc(number) : new Tape(number));
            }
        });
    }

    @Test
    void walksByAnEmbeddedId() {
        assertWalk(
                Edition.class,
                "e.copies desc, e.key.albumId desc, e.key.number desc",
                edition -> edition.key,
                desc("copies"));
        assertWalk(Edition.class, "e.key.number desc, e.key.albumId desc", edition -> edition.key, desc("key.number"));
    }

    @Test
    void walksByAnIdClassWithADerivedId() {
        assertWalk(
                Track.class,
                "e.seconds, e.album.id, e.position",
                track -> new Track.Key(track.album.id, track.position),
                asc("seconds"));
    }

    @Test
    void walksThroughAHierarchy() {
        assertWalk(Medium.class, "e.shelf, e.id", medium -> medium.id, asc("shelf"));
        assertWalk(Disc.class, "e.sides, e.shelf, e.id", disc -> disc.id, asc("sides"), asc("shelf"));
    }

    private <E> void assertWalk(Class<E> entity, String order, Function<E, Object> id, SortKey... keys) {
        Keyset<E> keyset = Keyset.of(entity, keys).cursors(SongStore.CURSORS).build(store.entityManagers);
        store.write(em -> {
            List<Object> sorted = em.createQuery(
                            "select e from " + entity.getSimpleName() + " e order by " + order, entity)
                    .getResultStream()
                    .map(id)
                    .toList();
            assertThat(walk(em, keyset, id, 2)).isEqualTo(sorted).isNotEmpty();
            for (Object each : sorted) {
                assertThat(keyset.query(em).around(each, 1).orElseThrow().map(id))
                        .containsExactly(each);
            }
        });
    }

    private static <E> List<Object> walk(EntityManager em, Keyset<E> keyset, Function<E, Object> id, int size) {
        List<Object> walked = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(KeysetRequest.first(size));
        while (request.isPresent()) {
            KeysetPage<E> page = keyset.query(em).page(request.get());
            page.forEach(row -> walked.add(id.apply(row)));
            request = page.next();
        }
        return walked;
    }
}
