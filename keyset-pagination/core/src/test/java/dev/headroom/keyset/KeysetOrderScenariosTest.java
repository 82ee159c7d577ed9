package dev.headroom.keyset;

import static dev.headroom.keyset.SongStore.ids;
import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders of which other libraries test that they page right, or are known to page wrong. */
@EachDatabase
class KeysetOrderScenariosTest {

    @Parameter
    SongStore store;

    /** Jakarta Data's natural numbers: longest in bits first, then smallest root, then largest number. */
    @ParameterizedTest
    @ValueSource(ints = {7, 9})
    void readsBothWaysFromTheMiddleOfMixedDirections(int size) {
        store.fill(60, song -> {
            song.rating = Long.SIZE - Long.numberOfLeadingZeros(song.id);
            song.price = BigDecimal.valueOf((long) Math.sqrt(song.id));
        });
        Keyset<Song> keyset = store.keyset(desc("rating"), asc("price"), desc("id"));
        List<Long> sorted = songs().stream()
                .filter(song -> song.id < 50 && song.price.intValue() != 6)
                .sorted(Comparator.comparing((Song song) -> song.rating)
                        .reversed()
                        .thenComparing(song -> song.price)
                        .thenComparing(
                                Comparator.comparing((Song song) -> song.id).reversed()))
                .map(song -> song.id)
                .toList();
        int middle = sorted.indexOf(26L);
        assertThat(sorted).hasSize(36);
        store.read(em -> {
            KeysetQuery<Song, Song> query = keyset.query(em)
                    .where((song, cb) -> cb.lessThan(song.get("id"), 50L))
                    .where((song, cb) -> cb.notEqual(song.get("price"), 6));
            String cursor = query.cursorOf(26L).orElseThrow();
            KeysetPage<Song> page =
                    query.page(KeysetRequest.after(cursor, size).withBothSides().counting(Count.exact()));
            assertThat(ids(page)).isEqualTo(sorted.subList(middle + 1, middle + 1 + size));
            assertThat(page.total()).isEqualTo(new Total(36, Total.Accuracy.EXACT));
            assertThat(ids(query.page(page.previous().orElseThrow())))
                    .isEqualTo(sorted.subList(middle + 1 - size, middle + 1));
            assertThat(ids(query.page(page.next().orElseThrow())))
                    .isEqualTo(sorted.subList(middle + 1 + size, Math.min(36, middle + 1 + 2 * size)));
            return null;
        });
    }

    static Stream<Arguments> ordersThatPeersGetWrong() {
        return Stream.of(
                Arguments.of(asc("publication.edition").nullsLast(), List.of(1L, 2L, 3L, 4L, 5L, 6L)),
                Arguments.of(asc("publication.edition").nullsFirst(), List.of(4L, 5L, 6L, 1L, 2L, 3L)),
                Arguments.of(desc("publication.edition").nullsLast(), List.of(3L, 2L, 1L, 6L, 5L, 4L)),
                Arguments.of(desc("publication.edition").nullsFirst(), List.of(6L, 5L, 4L, 3L, 2L, 1L)),
                Arguments.of(asc("name").ignoreCase(), List.of(2L, 4L, 1L, 5L, 3L, 6L)),
                Arguments.of(desc("name").ignoreCase(), List.of(6L, 3L, 5L, 1L, 4L, 2L)),
                Arguments.of(asc("album.artist.name").nullsLast(), List.of(1L, 2L, 3L, 4L, 5L, 6L)),
                Arguments.of(asc("album.artist.name").nullsFirst(), List.of(6L, 1L, 2L, 3L, 4L, 5L)));
    }

    /** The six rows that Spring Data, Hibernate or jOOQ skip, repeat or refuse. */
    @ParameterizedTest
    @MethodSource("ordersThatPeersGetWrong")
    void isRightWherePeersAreWrong(SortKey key, List<Long> sorted) {
        List<String> names = List.of("b", "A", "C", "a", "B", "c");
        store.fill(6, song -> {
            song.name = names.get(song.id.intValue() - 1);
            song.publication.edition = song.id <= 3 ? song.id.intValue() : null;
            song.album = store.albums.get(song.id < 6 ? 1 : 3);
        });
        Keyset<Song> keyset = store.keyset(key);
        store.read(em -> {
            KeysetQuery<Song, Song> query = keyset.query(em);
            assertThat(PageWalk.forward(query, 2)).isEqualTo(PageWalk.pagesOf(sorted, 2));
            for (int row = 0; row < 6; row++) {
                String cursor = query.cursorOf(sorted.get(row)).orElseThrow();
                assertThat(ids(query.page(KeysetRequest.before(cursor, 2))))
                        .as("before %d", sorted.get(row))
                        .isEqualTo(sorted.subList(Math.max(0, row - 2), row));
            }
            return null;
        });
    }

    @Test
    void carriesAnyTextInACursor() {
        List<String> names = List.of(
                "Sigur Rós",
                "東京事変",
                "🎸",
                "🎸🎹",
                "مرحبا",
                "o'Brien",
                "a\\b",
                "50%",
                "_",
                "\"",
                " ",
                "e\u0301",
                "é",
                "\n",
                "%s");
        store.fill(names.size(), song -> song.name = names.get(song.id.intValue() - 1));
        assertWalk("s.name, s.id", asc("name"));
        assertWalk("lower(s.name) desc, s.id desc", desc("name").ignoreCase());
    }

    @Test
    void goesForwardBackAndForwardByAComputedCondition() {
        store.fill(12, song -> song.mood = song.id % 3 == 0 ? Song.Mood.SAD : Song.Mood.WILD);
        SortKey sadFirst = SortKey.<Song, Boolean>desc(
                "sad",
                Boolean.class,
                (song, cb) -> cb.<Boolean>selectCase()
                        .when(cb.equal(song.get("mood"), Song.Mood.SAD), true)
                        .otherwise(false));
        Keyset<Song> keyset = store.keyset(sadFirst, asc("id"));
        store.read(em -> {
            KeysetQuery<Song, Song> query = keyset.query(em);
            KeysetPage<Song> first = query.page(KeysetRequest.first(3));
            assertThat(ids(first)).containsExactly(3L, 6L, 9L);
            KeysetPage<Song> second = query.page(first.next().orElseThrow().withBothSides());
            assertThat(ids(second)).containsExactly(12L, 1L, 2L);
            KeysetPage<Song> again = query.page(second.previous().orElseThrow());
            assertThat(ids(again)).isEqualTo(ids(first));
            assertThat(again.hasNext()).isTrue();
            assertThat(ids(query.page(again.next().orElseThrow()))).isEqualTo(ids(second));
            return null;
        });
    }

    @Test
    void pagesByTheRestOfAnIdWhosePartAFilterFixes() {
        store.write(em -> IntStream.rangeClosed(1, 9).forEach(number -> em.persist(new Edition(number % 2, number))));
        Keyset<Edition> byNumber = Keyset.of(Edition.class, desc("key.number"))
                .cursors(SongStore.CURSORS)
                .build(store.entityManagers);
        store.read(em -> {
            KeysetQuery<Edition, Edition> odd = byNumber.query(em)
                    .where((edition, cb) -> cb.equal(edition.get("key").get("albumId"), 1L));
            Function<KeysetPage<Edition>, List<Integer>> numbers =
                    page -> page.map(edition -> edition.key.number()).content();
            KeysetPage<Edition> first = odd.page(KeysetRequest.first(2));
            assertThat(numbers.apply(first)).containsExactly(9, 7);
            KeysetPage<Edition> second = odd.page(first.next().orElseThrow().withBothSides());
            assertThat(numbers.apply(second)).containsExactly(5, 3);
            assertThat(numbers.apply(odd.page(second.next().orElseThrow()))).containsExactly(1);
            assertThat(numbers.apply(odd.page(second.previous().orElseThrow()))).containsExactly(9, 7);
            return null;
        });
    }

    /** In pages of two, as the database itself sorts. */
    private void assertWalk(String order, SortKey... keys) {
        Keyset<Song> keyset = store.keyset(keys);
        store.read(em -> {
            List<Long> sorted = em.createQuery("select s.id from Song s order by " + order, Long.class)
                    .getResultList();
            assertThat(PageWalk.forward(keyset.query(em), 2)).isEqualTo(PageWalk.pagesOf(sorted, 2));
            assertThat(PageWalk.backward(keyset.query(em), 2).stream().flatMap(List::stream))
                    .containsExactlyElementsOf(sorted);
            return null;
        });
    }

    private List<Song> songs() {
        return store.read(KeysetOrderScenariosTest::all);
    }

    private static List<Song> all(EntityManager em) {
        return em.createQuery("select s from Song s", Song.class).getResultList();
    }
}
