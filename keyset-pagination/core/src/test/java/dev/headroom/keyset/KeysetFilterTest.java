package dev.headroom.keyset;

import static dev.headroom.keyset.SongStore.ids;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.keyset.Total.Accuracy;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Songs of which there is another one with the same rating and a smaller id: all but the first of each rating. */
@EachDatabase
class KeysetFilterTest {

    private static final List<Long> REPEATED = List.of(10L, 9L, 7L, 6L, 4L, 3L);

    @Parameter
    SongStore store;

    private EntityManager em;
    private KeysetQuery<Song, Song> repeated;

    @BeforeParameterizedClassInvocation
    static void fill(SongStore store) {
        store.fill(10, song -> song.rating = (int) ((song.id + 1) / 3));
    }

    @BeforeEach
    void begin() {
        em = store.entityManagers.createEntityManager();
        repeated = store.keyset(desc("rating")).query(em).where((song, query, cb) -> {
            Subquery<Integer> others = query.subquery(Integer.class);
            Root<Song> other = others.from(Song.class);
            others.select(cb.literal(1))
                    .where(
                            cb.equal(other.get("rating"), song.get("rating")),
                            cb.lessThan(other.get("id"), song.<Long>get("id")));
            return cb.exists(others);
        });
    }

    @AfterEach
    void end() {
        em.close();
    }

    @Test
    void walksTheRowsOfASubquery() {
        KeysetPage<Song> first = repeated.page(KeysetRequest.first(4));
        KeysetPage<Song> second = repeated.page(first.next().orElseThrow().withBothSides());
        assertThat(ids(first)).isEqualTo(REPEATED.subList(0, 4));
        assertThat(ids(second)).isEqualTo(REPEATED.subList(4, 6));
        assertThat(second.hasPrevious()).isTrue();
        assertThat(ids(repeated.page(second.previous().orElseThrow()))).isEqualTo(REPEATED.subList(0, 4));
        assertThat(repeated.stream(2).map(song -> song.id)).isEqualTo(REPEATED);
    }

    @Test
    void countsTheRowsOfASubquery() {
        assertThat(total(Count.exact())).isEqualTo(new Total(6, Accuracy.EXACT));
        assertThat(total(Count.upTo(6))).isEqualTo(new Total(6, Accuracy.EXACT));
        assertThat(total(Count.upTo(5))).isEqualTo(new Total(5, Accuracy.AT_LEAST));
        Total estimated = total(Count.estimated());
        assertThat(estimated.rows()).isBetween(2L, 100_000L);
        assertThat(estimated.exact()).isEqualTo(store.kind != DatabaseKind.POSTGRESQL);
    }

    private Total total(Count count) {
        return repeated.page(KeysetRequest.first(1).counting(count)).total();
    }

    @Test
    void findsTheRowsOfASubquery() {
        assertThat(repeated.cursorOf(9L)).isPresent();
        assertThat(repeated.cursorOf(8L)).isEmpty();
        assertThat(repeated.around(8L, 3)).isEmpty();
        Optional<KeysetPage<Song>> around = repeated.around(7L, 3);
        assertThat(around.map(SongStore::ids)).contains(List.of(9L, 7L, 6L));
    }

    @Test
    void joinsFiltersOfBothShapes() {
        KeysetQuery<Song, Song> fewer = repeated.where((song, cb) -> cb.lessThan(song.get("id"), 7L));
        assertThat(ids(fewer.page(KeysetRequest.first(9)))).containsExactly(6L, 4L, 3L);
    }

    @Test
    void selectsFromTheRowsOfASubquery() {
        assertThat(repeated.select((song, cb) -> List.of(song.get("id")), values -> values[0])
                        .page(KeysetRequest.last(2))
                        .content())
                .isEqualTo(REPEATED.subList(4, 6));
    }
}
