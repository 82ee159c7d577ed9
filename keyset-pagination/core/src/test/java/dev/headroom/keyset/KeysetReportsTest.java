package dev.headroom.keyset;

import static dev.headroom.keyset.SongStore.ids;
import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.criteria.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Inputs like those of public reports on other libraries for the same job. */
@EachDatabase
class KeysetReportsTest {

    @Parameter
    SongStore store;

    @BeforeParameterizedClassInvocation
    static void fill(SongStore store) {
        store.fill(9, song -> {
            song.name = List.of("ACME", "acme", "Beta").get((int) (song.id % 3));
            song.rating = (int) (song.id % 3);
            song.mood = song.id % 2 == 0 ? Song.Mood.WILD : Song.Mood.CALM;
            song.composer = song.id % 4 == 0 ? null : song.id % 2 == 0 ? "b" : "A";
            song.album = song.id % 5 == 0 ? null : store.albums.get((int) (song.id % 2));
        });
        store.write(em -> {
            for (int number = 1; number <= 5; number++) {
                em.persist(new Edition(1, number));
                em.persist(new Edition(2, number));
            }
        });
    }

    /** An expression that is null for some rows. */
    private static SortKey ratingUnlessOne() {
        return SortKey.<Song, Integer>asc(
                "ratingUnlessOne", Integer.class, (song, cb) -> cb.nullif(song.<Integer>get("rating"), 1));
    }

    @Test
    void placesNullsOfAnExpressionWhereTheKeySays() {
        assertThat(walk(query -> query, ratingUnlessOne().nullsFirst()))
                .containsExactly(1L, 4L, 7L, 3L, 6L, 9L, 2L, 5L, 8L);
        assertThat(walk(query -> query, ratingUnlessOne().nullsLast()))
                .containsExactly(3L, 6L, 9L, 2L, 5L, 8L, 1L, 4L, 7L);
        assertThatThrownBy(() -> walk(query -> query, ratingUnlessOne()))
                .as("nothing was said of nulls")
                .isInstanceOf(NullKeyException.class);
    }

    @Test
    void keepsAnOrOfAFilterTogether() {
        assertThat(walk(
                        query -> query.where((song, cb) ->
                                cb.or(cb.equal(song.get("rating"), 0), cb.equal(song.get("composer"), "b"))),
                        desc("rating")))
                .containsExactly(2L, 9L, 6L, 3L);
    }

    @Test
    void filtersByOneAssociationAndSortsByAnother() {
        assertThat(walk(
                        query -> query.where(
                                (song, cb) -> cb.isNotNull(song.get("album").get("id"))),
                        asc("album.artist.name").nullsLast()))
                .hasSize(8)
                .containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 6L, 7L, 8L, 9L);
    }

    @Test
    void comparesEachKeyWithItsOwnValue() {
        assertThat(walk(query -> query, asc("mood"), asc("composer").nullsFirst()))
                .containsExactlyElementsOf(store.read(em -> em.createQuery(
                                "select s.id from Song s order by s.mood, s.composer nulls first, s.id", Long.class)
                        .getResultList()));
    }

    @Test
    void comparesInLowerCaseWhatItSortsInLowerCase() {
        assertThat(walk(query -> query, asc("name").ignoreCase())).containsExactly(1L, 3L, 4L, 6L, 7L, 9L, 2L, 5L, 8L);
    }

    @Test
    void goesOnBehindNullsThatComeFirstInDescendingOrder() {
        assertThat(walk(query -> query, desc("composer").nullsFirst()))
                .containsExactly(8L, 4L, 6L, 2L, 9L, 7L, 5L, 3L, 1L);
        assertThat(walk(query -> query, desc("composer").nullsLast()))
                .containsExactly(6L, 2L, 9L, 7L, 5L, 3L, 1L, 8L, 4L);
    }

    @Test
    void sortsOnceByAnIdThatIsNamedFirst() {
        assertThat(store.keyset(asc("id"), desc("addedAt")).keys()).containsExactly(asc("id"), desc("addedAt"));
        assertThat(walk(query -> query, asc("id"), desc("addedAt")))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void filtersByAPartOfAnEmbeddedIdAndSortsByAllOfIt() {
        Keyset<Edition> keyset = Keyset.of(Edition.class, desc("copies"))
                .cursors(SongStore.CURSORS)
                .build(store.entityManagers);
        assertThat(keyset.keys()).containsExactly(desc("copies"), desc("key.albumId"), desc("key.number"));
        for (KeysetRequest start : List.of(KeysetRequest.first(2), KeysetRequest.last(2))) {
            assertThat(along(
                            query -> query.where(
                                    (edition, cb) -> cb.equal(edition.get("key").get("albumId"), 2)),
                            keyset,
                            start))
                    .extracting(edition -> edition.key.number())
                    .containsExactly(5, 2, 4, 1, 3);
        }
    }

    @Test
    void knowsBothSidesOfEveryPageOnTheWayBack() {
        List<KeysetPage<Song>> pages = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(KeysetRequest.last(4));
        while (request.isPresent()) {
            KeysetRequest next = request.get().withBothSides();
            KeysetPage<Song> page = store.read(em -> store.keyset().query(em).page(next));
            pages.add(page);
            request = page.previous();
        }
        assertThat(pages)
                .map(SongStore::ids)
                .containsExactly(List.of(6L, 7L, 8L, 9L), List.of(2L, 3L, 4L, 5L), List.of(1L));
        assertThat(pages).map(KeysetPage::hasNext).containsExactly(false, true, true);
        assertThat(pages).map(KeysetPage::hasPrevious).containsExactly(true, true, false);
    }

    /** The page before a short one is full, and the one after that is the short one again. */
    @Test
    void readsAFullPageBeforeAShortOne() {
        store.write(em -> {
            KeysetQuery<Song, Song> query = store.keyset().query(em);
            String eighth = query.cursorOf(8L).orElseThrow();
            KeysetPage<Song> end = query.page(KeysetRequest.after(eighth, 4).withBothSides());
            assertThat(ids(end)).containsExactly(9L);
            KeysetPage<Song> before = query.page(end.previous().orElseThrow());
            assertThat(ids(before)).containsExactly(5L, 6L, 7L, 8L);
            assertThat(ids(query.page(before.next().orElseThrow()))).containsExactly(9L);
        });
    }

    @Test
    void namesTheKeyWhoseExpressionHasAnotherType() {
        SortKey wrong = SortKey.<Song, Object>asc("size", Object.class, (song, cb) -> song.get("rating"));
        assertThatThrownBy(() -> walk(query -> query, wrong)).isInstanceOf(InvalidKeysetException.class);
        @SuppressWarnings({"unchecked", "rawtypes"}) // as an application that casts
        SortKey cast = SortKey.<Song, Long>asc("size", Long.class, (song, cb) -> (Expression) song.get("rating"));
        assertThatThrownBy(() -> walk(query -> query, cast))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessage(
                        "Sort key \"size asc\" of Song order by size asc, id asc is read as java.lang.Integer, and was"
                                + " said to be java.lang.Long: name the type that the expression has.");
    }

    @Test
    void saysWhichRowAMapperMadeNullOf() {
        store.write(em -> {
            KeysetPage<Song> page = store.keyset().query(em).page(KeysetRequest.first(3));
            assertThatThrownBy(() -> page.map(song -> song.id == 2 ? null : song.id))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("KeysetPage.map made null of row 1");
            assertThatThrownBy(() -> store.keyset()
                            .query(em)
                            .select((song, cb) -> List.of(song.get("composer")), row -> row[0])
                            .page(KeysetRequest.first(9)))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessageContaining("KeysetQuery.select made null of row 3");
        });
    }

    /** Forward by two and backward by two, which must be the same list. */
    private List<Long> walk(UnaryOperator<KeysetQuery<Song, Song>> narrowing, SortKey... keys) {
        Keyset<Song> keyset = store.keyset(keys);
        List<Long> forward = walk(narrowing, keyset, KeysetRequest.first(2));
        assertThat(walk(narrowing, keyset, KeysetRequest.last(2))).isEqualTo(forward);
        return forward;
    }

    private List<Long> walk(
            UnaryOperator<KeysetQuery<Song, Song>> narrowing, Keyset<Song> keyset, KeysetRequest start) {
        return ids(along(narrowing, keyset, start));
    }

    private <E> List<E> along(UnaryOperator<KeysetQuery<E, E>> narrowing, Keyset<E> keyset, KeysetRequest start) {
        List<E> walked = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(start);
        while (request.isPresent() && walked.size() < 50) {
            KeysetRequest next = request.get();
            KeysetPage<E> page =
                    store.read(em -> narrowing.apply(keyset.query(em)).page(next));
            walked.addAll(start.forward() ? walked.size() : 0, page.content());
            request = start.forward() ? page.next() : page.previous();
        }
        return walked;
    }
}
