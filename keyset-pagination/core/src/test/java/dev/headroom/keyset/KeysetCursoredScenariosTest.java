package dev.headroom.keyset;

import static dev.headroom.keyset.SongStore.ids;
import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How readers page, by the scenarios of Jakarta Data's compatibility kit, Django REST framework, Blaze-Persistence and
 * Hibernate.
 */
@EachDatabase
class KeysetCursoredScenariosTest {

    /** As Django REST framework has them: most runs of equal values are longer than a page of five. */
    private static final List<Integer> RATINGS =
            List.of(1, 1, 1, 1, 1, 1, 2, 3, 4, 4, 4, 4, 5, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 9, 9, 9, 9, 9, 9);

    private static Keyset<Song> byRating;

    @Parameter
    SongStore store;

    private EntityManager em;
    private KeysetQuery<Song, Song> query;

    @BeforeParameterizedClassInvocation
    static void fill(SongStore store) {
        store.fill(RATINGS.size(), song -> song.rating = RATINGS.get((int) song.id.longValue() - 1));
        byRating = store.keyset(asc("rating"));
    }

    @BeforeEach
    void begin() {
        em = store.entityManagers.createEntityManager();
        query = byRating.query(em);
        store.statements.clear();
    }

    @AfterEach
    void end() {
        em.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 30})
    void pagesThereAndBackOverManyEqualValues(int size) {
        List<List<Long>> there = new ArrayList<>();
        List<List<Long>> back = new ArrayList<>();
        KeysetPage<Song> page = query.page(KeysetRequest.first(size).withBothSides());
        there.add(ids(page));
        while (page.hasNext()) {
            page = query.page(page.next().orElseThrow());
            there.add(ids(page));
        }
        back.add(ids(page));
        while (page.hasPrevious()) {
            page = query.page(page.previous().orElseThrow());
            assertThat(page.hasNext()).isTrue();
            back.add(0, ids(page));
        }
        assertThat(there).isEqualTo(PageWalk.pagesOf(songs(1, 30), size)).isEqualTo(back);
    }

    @Test
    void seeksForAPageByAsFewStatementsAsPromised() {
        int most = store.kind == DatabaseKind.POSTGRESQL ? 1 : 2;
        String middle = query.cursorOf(17L).orElseThrow();
        for (KeysetRequest request : List.of(KeysetRequest.after(middle, 20), KeysetRequest.before(middle, 20))) {
            store.statements.clear();
            query.page(request);
            assertThat(store.statements.count()).isEqualTo(most);
            store.statements.clear();
            query.page(request.counting(Count.exact()));
            assertThat(store.statements.count()).isEqualTo(most + 1);
        }
    }

    @Test
    void knowsBothSidesOfPagesOfOneRow() {
        List<Long> walked = new ArrayList<>();
        KeysetPage<Song> page = query.page(KeysetRequest.first(1).withBothSides());
        for (long id = 1; id <= 30; id++) {
            assertThat(page.hasPrevious()).as("before row %d", id).isEqualTo(id > 1);
            assertThat(page.hasNext()).as("after row %d", id).isEqualTo(id < 30);
            walked.addAll(ids(page));
            page = page.next().map(query::page).orElse(page);
        }
        assertThat(walked).isEqualTo(songs(1, 30));
    }

    @Test
    void isEmptyBeyondEitherEndAndKnowsTheRowsBehind() {
        KeysetPage<Song> all = query.page(KeysetRequest.first(30));
        KeysetPage<Song> beforeFirst = query.page(
                KeysetRequest.before(all.cursor(0), 5).withBothSides().counting(Count.exact()));
        assertThat(beforeFirst.content()).isEmpty();
        assertThat(beforeFirst.hasPrevious()).isFalse();
        assertThat(beforeFirst.hasNext()).isTrue();
        assertThat(beforeFirst.total()).isEqualTo(new Total(30, Total.Accuracy.EXACT));

        KeysetPage<Song> afterLast = query.page(
                KeysetRequest.after(all.cursor(29), 5).withBothSides().counting(Count.upTo(29)));
        assertThat(afterLast.content()).isEmpty();
        assertThat(afterLast.hasPrevious()).isTrue();
        assertThat(afterLast.hasNext()).isFalse();
        assertThat(afterLast.total()).hasToString("29+");
    }

    @Test
    void hasNoNeighboursWhereNoRowPasses() {
        String cursor = query.cursorOf(17L).orElseThrow();
        KeysetQuery<Song, Song> nothing = query.where((song, cb) -> cb.lessThan(song.get("rating"), 1));
        for (KeysetRequest request : List.of(
                KeysetRequest.first(33),
                KeysetRequest.last(33),
                KeysetRequest.after(cursor, 33),
                KeysetRequest.before(cursor, 33))) {
            KeysetPage<Song> page = nothing.page(request.withBothSides().counting(Count.exact()));
            assertThat(page.content()).isEmpty();
            assertThat(page.hasNext()).isFalse();
            assertThat(page.hasPrevious()).isFalse();
            assertThat(page.next()).isEmpty();
            assertThat(page.previous()).isEmpty();
            assertThat(page.startCursor()).isEmpty();
            assertThat(page.endCursor()).isEmpty();
            assertThat(page.total()).isEqualTo(new Total(0, Total.Accuracy.EXACT));
        }
    }

    @Test
    void keepsAnOrWithinItsFilterForRowsNeighboursAndTotals() {
        KeysetQuery<Song, Song> either =
                query.where((song, cb) -> cb.or(cb.equal(song.get("rating"), 4), cb.greaterThan(song.get("id"), 22L)));
        KeysetPage<Song> page =
                either.page(KeysetRequest.first(4).withBothSides().counting(Count.exact()));
        assertThat(page.total()).isEqualTo(new Total(12, Total.Accuracy.EXACT));
        assertThat(ids(page)).isEqualTo(songs(9, 12));
        page = either.page(page.next().orElseThrow());
        assertThat(ids(page)).isEqualTo(songs(23, 26));
        page = either.page(page.next().orElseThrow());
        assertThat(ids(page)).isEqualTo(songs(27, 30));
        assertThat(page.next()).as("a full page at the end").isEmpty();
        page = either.page(
                page.previous().flatMap(one -> either.page(one).previous()).orElseThrow());
        assertThat(ids(page)).isEqualTo(songs(9, 12));
        assertThat(page.previous())
                .as("rows that only one side of the or excludes")
                .isEmpty();
    }

    @Test
    void changesThePageSizeOnTheWay() {
        KeysetPage<Song> page = query.page(KeysetRequest.first(1));
        page = query.page(KeysetRequest.after(page.endCursor().orElseThrow(), 10));
        assertThat(ids(page)).isEqualTo(songs(2, 11));
        page = query.page(KeysetRequest.after(page.endCursor().orElseThrow(), 2));
        assertThat(ids(page)).isEqualTo(songs(12, 13));
        page = query.page(KeysetRequest.before(page.startCursor().orElseThrow(), 4));
        assertThat(ids(page)).isEqualTo(songs(8, 11));
        page = query.page(KeysetRequest.before(page.endCursor().orElseThrow(), 30));
        assertThat(ids(page)).isEqualTo(songs(1, 10));
    }

    /** Seventeen rows in pages of five, as Hibernate has it, and thirteen with another parameter in the filter. */
    @ParameterizedTest
    @ValueSource(ints = {17, 13})
    void pagesWithOneQueryThereAndBackAgain(int rows) {
        Keyset<Song> bestFirst = store.keyset(desc("rating"), asc("name"), desc("id"));
        KeysetQuery<Song, Song> some = bestFirst.query(em).where((song, cb) -> cb.le(song.get("id"), rows));
        List<Long> sorted = em.createQuery(
                        "select s.id from Song s where s.id <= :rows order by s.rating desc, s.name, s.id desc",
                        Long.class)
                .setParameter("rows", rows)
                .getResultList();
        KeysetPage<Song> page = some.page(KeysetRequest.first(5));
        List<List<Long>> there = PageWalk.forward(some, 5);
        assertThat(there).isEqualTo(PageWalk.pagesOf(sorted, 5)).startsWith(ids(page));
        KeysetPage<Song> last = some.page(KeysetRequest.last(rows % 5));
        KeysetPage<Song> lastButOne = some.page(KeysetRequest.before(last.cursor(0), 5));
        assertThat(ids(lastButOne)).isEqualTo(there.get(there.size() - 2));
        assertThat(ids(some.page(lastButOne.previous().orElseThrow()))).isEqualTo(there.get(there.size() - 3));
        assertThat(ids(some.page(page.next().orElseThrow()))).isEqualTo(there.get(1));
    }

    @Test
    void givesEachRowOfAPreviousPageItsOwnCursor() {
        String cursor = query.cursorOf(18L).orElseThrow();
        KeysetPage<Song> previous = query.page(KeysetRequest.before(cursor, 5));
        assertThat(ids(previous)).isEqualTo(songs(13, 17));
        for (int row = 0; row < 5; row++) {
            assertThat(ids(query.page(KeysetRequest.after(previous.cursor(row), 2))))
                    .isEqualTo(songs(14 + row, 15 + row));
            assertThat(ids(query.page(KeysetRequest.before(previous.cursor(row), 2))))
                    .isEqualTo(songs(11 + row, 12 + row));
        }
    }

    private static List<Long> songs(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
