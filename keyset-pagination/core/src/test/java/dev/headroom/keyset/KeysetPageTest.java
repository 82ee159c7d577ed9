package dev.headroom.keyset;

import static dev.headroom.keyset.SongStore.ids;
import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.keyset.InvalidCursorException.Reason;
import dev.headroom.keyset.Total.Accuracy;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServersExtension.class)
class KeysetPageTest {

    private static SongStore store;
    private static Keyset<Song> byRating;

    private EntityManager em;
    private KeysetQuery<Song, Song> query;

    @BeforeAll
    static void open(Servers servers) {
        store = new SongStore(servers.database(DatabaseKind.POSTGRESQL));
        byRating = store.keyset(desc("rating"));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void begin() {
        // Ratings 3, 2, 1, 0 for the ids (10, 9, 8), (7, 6, 5), (4, 3, 2), (1).
        store.fill(10, song -> song.rating = (int) ((song.id + 1) / 3));
        em = store.entityManagers.createEntityManager();
        query = byRating.query(em);
    }

    @AfterEach
    void end() {
        em.close();
    }

    @Test
    void startsAtEitherEnd() {
        assertThat(ids(query.page(KeysetRequest.first(4)))).containsExactly(10L, 9L, 8L, 7L);
        assertThat(ids(query.page(KeysetRequest.last(4)))).containsExactly(4L, 3L, 2L, 1L);
    }

    @Test
    void knowsWhatLiesAhead() {
        KeysetPage<Song> first = query.page(KeysetRequest.first(4));
        assertThat(first.hasPrevious()).isFalse();
        assertThat(first.hasNext()).isTrue();
        KeysetPage<Song> all = query.page(KeysetRequest.first(10));
        assertThat(all.hasNext()).isFalse();
        assertThat(all.next()).isEmpty();
        KeysetPage<Song> last = query.page(KeysetRequest.last(4));
        assertThat(last.hasNext()).isFalse();
        assertThat(last.hasPrevious()).isTrue();
    }

    @Test
    void doesNotGuessWhatLiesBehind() {
        KeysetPage<Song> second = query.page(KeysetRequest.after(endOfFirst(4), 4));
        assertThat(second.hasNext()).isTrue();
        assertThatThrownBy(second::hasPrevious)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hasPrevious()")
                .hasMessageContaining("withBothSides()");
        KeysetPage<Song> back =
                query.page(KeysetRequest.before(second.startCursor().orElseThrow(), 4));
        assertThatThrownBy(back::hasNext).hasMessageContaining("hasNext()");
    }

    @Test
    void knowsExactlyWhatLiesBehindWhenAsked() {
        String cursor = endOfFirst(4);
        assertThat(query.page(KeysetRequest.after(cursor, 4).withBothSides()).hasPrevious())
                .isTrue();

        store.write(
                other -> other.createQuery("delete from Song s where s.id >= 7").executeUpdate());
        KeysetPage<Song> alone = query.page(KeysetRequest.after(cursor, 4).withBothSides());
        assertThat(ids(alone)).containsExactly(6L, 5L, 4L, 3L);
        assertThat(alone.hasPrevious()).isFalse();
    }

    @Test
    void goesOnAfterARowThatWasDeleted() {
        String cursor = endOfFirst(4);
        store.write(
                other -> other.createQuery("delete from Song s where s.id = 7").executeUpdate());
        assertThat(ids(query.page(KeysetRequest.after(cursor, 2)))).containsExactly(6L, 5L);
        assertThat(ids(query.page(KeysetRequest.before(cursor, 2)))).containsExactly(9L, 8L);
    }

    @Test
    void findsRowsBehindAnEmptyPage() {
        String last = query.page(KeysetRequest.last(1)).endCursor().orElseThrow();
        KeysetPage<Song> beyond = query.page(KeysetRequest.after(last, 3).withBothSides());
        assertThat(beyond.content()).isEmpty();
        assertThat(beyond.hasNext()).isFalse();
        assertThat(beyond.hasPrevious()).isTrue();
        assertThat(beyond.startCursor()).isEmpty();
        assertThat(beyond.endCursor()).isEmpty();
        assertThat(beyond.previous()).isEmpty();

        store.write(other -> other.createQuery("delete from Song").executeUpdate());
        assertThat(query.page(KeysetRequest.after(last, 3).withBothSides()).hasPrevious())
                .isFalse();
    }

    @Test
    void reachesRowsThatWereInsertedBeforeTheFirstPage() {
        String start = query.page(KeysetRequest.first(4)).startCursor().orElseThrow();
        store.write(other -> {
            Song better = new Song(11, other.getReference(Album.class, 1L));
            better.rating = 9;
            other.persist(better);
        });
        assertThat(ids(query.page(KeysetRequest.before(start, 4)))).containsExactly(11L);
    }

    @Test
    void runsOneStatementForAPage() {
        String cursor = endOfFirst(4);
        store.statements.clear();
        query.page(KeysetRequest.after(cursor, 4));
        assertThat(store.statements.statements()).hasSize(1);
        query.page(KeysetRequest.before(cursor, 4).withBothSides());
        assertThat(store.statements.statements()).hasSize(3);
        query.page(KeysetRequest.first(4).withBothSides());
        assertThat(store.statements.statements()).hasSize(4);
    }

    @Test
    void translatesAQueryOnce() {
        Statistics statistics =
                store.entityManagers.unwrap(SessionFactory.class).getStatistics();
        for (Keyset<Song> keyset : List.of(byRating, store.keyset(desc("rating"), asc("id")))) {
            keyset.query(em)
                    .page(KeysetRequest.after(keyset.query(em).cursorOf(9L).orElseThrow(), 5));
            statistics.setStatisticsEnabled(true);
            statistics.clear();
            keyset.query(em)
                    .page(KeysetRequest.after(keyset.query(em).cursorOf(5L).orElseThrow(), 5));
            assertThat(statistics.getQueryPlanCacheMissCount()).isZero();
            assertThat(statistics.getQueryPlanCacheHitCount()).isEqualTo(keyset == byRating ? 4 : 6);
            statistics.setStatisticsEnabled(false);
        }
    }

    @Test
    void stopsAtTheRunThatFillsAPage() {
        Keyset<Song> mixed = store.keyset(desc("rating"), asc("id"));
        String cursor = mixed.query(em).cursorOf(5L).orElseThrow();
        store.statements.clear();
        assertThat(ids(mixed.query(em).page(KeysetRequest.after(cursor, 1)))).containsExactly(6L);
        assertThat(store.statements.statements())
                .as("the row and the one after it have the same rating")
                .hasSize(1);
        assertThat(ids(mixed.query(em).page(KeysetRequest.after(cursor, 3)))).containsExactly(6L, 7L, 2L);
        assertThat(store.statements.statements()).hasSize(3);
    }

    @Test
    void keepsAnOrOfAFilterWithinIt() {
        KeysetQuery<Song, Song> filtered =
                query.where((song, cb) -> cb.or(cb.equal(song.get("id"), 10L), cb.lessThan(song.get("id"), 4L)));
        KeysetPage<Song> first = filtered.page(KeysetRequest.first(2));
        assertThat(ids(first)).containsExactly(10L, 3L);
        assertThat(ids(filtered.page(first.next().orElseThrow()))).containsExactly(2L, 1L);
        assertThat(filtered.cursorOf(5L)).as("a row that the filter hides").isEmpty();
    }

    @Test
    void appliesAllFilters() {
        assertThat(ids(query.where((song, cb) -> cb.greaterThan(song.get("id"), 3L))
                        .where((song, cb) -> cb.lessThan(song.get("id"), 6L))
                        .page(KeysetRequest.first(10))))
                .containsExactly(5L, 4L);
    }

    @Test
    void takesTheKeysFromTheDatabase() {
        Keyset<Song> byTime = store.keyset(asc("addedAt"));
        store.write(writer -> {
            writer.createQuery("delete from Song").executeUpdate();
            for (long id = 1; id <= 3; id++) {
                writer.persist(new Song(id, writer.getReference(Album.class, 1L)));
            }
            writer.flush();
            // The managed entities hold nanoseconds, the column microseconds.
            KeysetPage<Song> page = byTime.query(writer).page(KeysetRequest.first(1));
            assertThat(ids(byTime.query(writer).page(page.next().orElseThrow())))
                    .containsExactly(2L);
        });
    }

    @Test
    void capsThePageSize() {
        Keyset<Song> small =
                Keyset.of(Song.class).cursors(SongStore.CURSORS).maxPageSize(5).build(store.entityManagers);
        assertThat(small.query(em).page(KeysetRequest.first(5)).content()).hasSize(5);
        PageSizeException refused = catchThrowableOfType(
                PageSizeException.class, () -> small.query(em).page(KeysetRequest.first(6)));
        assertThat(refused.size()).isEqualTo(6);
        assertThat(refused.maximum()).isEqualTo(5);
        assertThat(refused)
                .hasMessage("Page size 6 is not between 1 and 5: ask for a smaller page and follow its cursor.");
        for (int size : new int[] {0, -1, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> query.page(KeysetRequest.first(size))).isInstanceOf(PageSizeException.class);
        }
    }

    @Test
    void clampsThePageSizeIfTheApplicationSaysSo() {
        Keyset<Song> clamped = Keyset.of(Song.class)
                .cursors(SongStore.CURSORS)
                .maxPageSize(4)
                .clampingPageSize()
                .build(store.entityManagers);
        KeysetPage<Song> page = clamped.query(em).page(KeysetRequest.first(1_000_000));
        assertThat(ids(page)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(page.next().orElseThrow().size()).isEqualTo(4);
        assertThatThrownBy(() -> clamped.query(em).page(KeysetRequest.first(0))).isInstanceOf(PageSizeException.class);
    }

    @Test
    void countsAsFarAsItIsAsked() {
        KeysetQuery<Song, Song> some = query.where((song, cb) -> cb.greaterThan(song.get("id"), 3L));
        assertThat(some.page(KeysetRequest.first(2).counting(Count.exact())).total())
                .isEqualTo(new Total(7, Accuracy.EXACT));
        assertThat(some.page(KeysetRequest.first(2).counting(Count.upTo(7))).total())
                .isEqualTo(new Total(7, Accuracy.EXACT));
        Total more = some.page(KeysetRequest.first(2).counting(Count.upTo(6))).total();
        assertThat(more).isEqualTo(new Total(6, Accuracy.AT_LEAST)).hasToString("6+");
        store.statements.clear();
        KeysetPage<String> page =
                some.page(KeysetRequest.last(2).counting(Count.upTo(1000))).map(song -> song.name);
        assertThat(page.total()).hasToString("7");
        assertThat(store.statements.statements()).hasSize(2);
        assertThatThrownBy(() -> some.page(page.previous().orElseThrow()).total())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("KeysetRequest.counting(…)");
        assertThatThrownBy(() -> Count.upTo(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(KeysetRequest.first(2).counting(Count.exact()))
                .isNotEqualTo(KeysetRequest.first(2).counting(Count.upTo(9)));
    }

    @Test
    void refusesACursorOfAnotherList() {
        String cursor = endOfFirst(4);
        for (Keyset<Song> other :
                List.of(store.keyset(asc("rating")), store.keyset(asc("id")), store.keyset(desc("name")))) {
            assertThat(refusal(other.query(em), cursor)).as(other.toString()).isEqualTo(Reason.WRONG_QUERY);
        }
        Keyset<Album> albums = Keyset.of(Album.class).cursors(SongStore.CURSORS).build(store.entityManagers);
        String album = albums.query(em).cursorOf(1L).orElseThrow();
        assertThat(refusal(store.keyset().query(em), album)).isEqualTo(Reason.WRONG_QUERY);
    }

    @Test
    void refusesACursorOfAnotherScope() {
        String cursor = query.scope("tenant-1", 7, null).cursorOf(5L).orElseThrow();
        assertThat(ids(query.scope("tenant-1", 7, null).page(KeysetRequest.after(cursor, 1))))
                .containsExactly(4L);
        assertThat(refusal(query.scope("tenant-2", 7, null), cursor)).isEqualTo(Reason.WRONG_QUERY);
        assertThat(refusal(query.scope("tenant-1", 7L, null), cursor)).isEqualTo(Reason.WRONG_QUERY);
        assertThat(refusal(query.scope("tenant-1", 7), cursor)).isEqualTo(Reason.WRONG_QUERY);
        assertThat(refusal(query.scope("tenant-1", 7, ""), cursor)).isEqualTo(Reason.WRONG_QUERY);
        assertThat(refusal(query, cursor)).isEqualTo(Reason.WRONG_QUERY);
        assertThatThrownBy(() -> query.scope(new Object()).page(KeysetRequest.first(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A scope value is a java.lang.Object");
    }

    @Test
    void readsNothingForARefusedCursor() {
        store.statements.clear();
        assertThat(refusal(query, "forged")).isIn(Reason.MALFORMED, Reason.VERSION);
        assertThat(store.statements.statements()).isEmpty();
    }

    @Test
    void makesNoCursorThatIsTooLong() {
        store.fill(1, song -> song.name = "x".repeat(255));
        Keyset<Song> byName =
                Keyset.of(Song.class, asc("name")).cursors(new LongCursors()).build(store.entityManagers);
        KeysetPage<Song> page = byName.query(em).page(KeysetRequest.first(1));
        assertThatThrownBy(page::endCursor)
                .isInstanceOf(CursorOverflowException.class)
                .hasMessageContaining("Song order by name asc, id asc")
                .hasMessageContaining("1024");
    }

    @Test
    void takesTheParametersOfAWebClient() {
        assertThat(KeysetRequest.of(3, null, null)).isEqualTo(KeysetRequest.first(3));
        assertThat(KeysetRequest.of(3, "a", null)).isEqualTo(KeysetRequest.after("a", 3));
        assertThat(KeysetRequest.of(3, null, "b")).isEqualTo(KeysetRequest.before("b", 3));
        assertThat(catchThrowableOfType(InvalidCursorException.class, () -> KeysetRequest.of(3, "a", "b"))
                        .reason())
                .isEqualTo(Reason.AMBIGUOUS);
    }

    @Test
    void mapsRowsAndKeepsTheirCursors() {
        KeysetPage<Song> page = query.page(KeysetRequest.first(3));
        KeysetPage<String> names = page.map(song -> song.name);
        assertThat(names).containsExactly("Song 10", "Song 9", "Song 8");
        assertThat(names.cursor(1)).isEqualTo(page.cursor(1));
        assertThat(names.next()).isEqualTo(page.next());
        assertThat(ids(query.page(KeysetRequest.after(names.cursor(0), 1)))).containsExactly(9L);
        assertThatThrownBy(() -> names.cursor(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void tellsNoCursorAndNoRowInItsText() {
        KeysetPage<Song> page = query.page(KeysetRequest.first(3));
        assertThat(page).hasToString("KeysetPage[3 rows]");
        assertThat(page.next().orElseThrow()).hasToString("3 rows after a cursor");
        assertThat(KeysetRequest.last(3)).hasToString("last 3 rows").isEqualTo(KeysetRequest.last(3));
        assertThat(KeysetRequest.last(3)).isNotEqualTo(KeysetRequest.first(3)).hasSameHashCodeAs(KeysetRequest.last(3));
    }

    private String endOfFirst(int size) {
        return query.page(KeysetRequest.first(size)).endCursor().orElseThrow();
    }

    private static Reason refusal(KeysetQuery<Song, Song> query, String cursor) {
        return catchThrowableOfType(InvalidCursorException.class, () -> query.page(KeysetRequest.after(cursor, 1)))
                .reason();
    }

    /** An application's own codec, whose cursors grow too long. */
    private static final class LongCursors implements CursorCodec {
        @Override
        public String encode(byte[] position) {
            return "x".repeat(MAX_LENGTH + 1);
        }

        @Override
        public byte[] decode(String cursor) {
            throw new InvalidCursorException(Reason.MALFORMED);
        }
    }
}
