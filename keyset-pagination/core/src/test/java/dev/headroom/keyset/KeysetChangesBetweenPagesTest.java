package dev.headroom.keyset;

import static dev.headroom.keyset.SongStore.ids;
import static dev.headroom.keyset.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * What a reader sees of rows that are inserted, deleted and changed between two pages: editions 1, 1, 2, 2, 3, 3 and two
 * nulls at the end, for the songs 10, 20 to 80.
 */
@EachDatabase
class KeysetChangesBetweenPagesTest {

    private static Keyset<Song> byEdition;

    @Parameter
    SongStore store;

    private EntityManager em;
    private KeysetQuery<Song, Song> query;
    private String cursor;

    @BeforeParameterizedClassInvocation
    static void fill(SongStore store) {
        byEdition = store.keyset(asc("publication.edition").nullsLast());
    }

    /** The reader has seen the page up to song 40, the last one of edition 2. */
    @BeforeEach
    void begin() {
        store.fill(0, song -> {});
        for (int song = 1; song <= 8; song++) {
            insert(song * 10L, song > 6 ? null : (song + 1) / 2);
        }
        em = store.entityManagers.createEntityManager();
        query = byEdition.query(em);
        KeysetPage<Song> page = query.page(KeysetRequest.first(4));
        assertThat(ids(page)).containsExactly(10L, 20L, 30L, 40L);
        cursor = page.endCursor().orElseThrow();
    }

    @AfterEach
    void end() {
        em.close();
    }

    @Test
    void seesRowsInsertedOnTheSideThatItReads() {
        insert(35, 2); // right before the cursor's row, equal but for the id
        insert(45, 2); // right after it
        insert(5, 1);
        insert(65, 3);
        insert(75, null);
        assertThat(after(9)).containsExactly(45L, 50L, 60L, 65L, 70L, 75L, 80L);
        assertThat(before(9)).containsExactly(5L, 10L, 20L, 30L, 35L);
    }

    @Test
    void goesBackToRowsInsertedBeforeTheFirstPage() {
        KeysetPage<Song> second = query.page(KeysetRequest.after(cursor, 4).withBothSides());
        insert(5, 0);
        insert(6, 0);
        KeysetPage<Song> first = query.page(second.previous().orElseThrow());
        assertThat(ids(first)).containsExactly(10L, 20L, 30L, 40L);
        KeysetPage<Song> front = query.page(first.previous().orElseThrow());
        assertThat(ids(front)).containsExactly(5L, 6L);
        assertThat(front.hasPrevious()).isFalse();
        assertThat(ids(query.page(front.next().orElseThrow()))).isEqualTo(ids(first));
    }

    @Test
    void goesOnFromWhereTheCursorsRowWas() {
        change("publication.edition = 9", 40);
        assertThat(after(9)).as("moved ahead, so it is seen again").containsExactly(50L, 60L, 40L, 70L, 80L);
        assertThat(before(9)).containsExactly(10L, 20L, 30L);

        change("publication.edition = 0", 40);
        assertThat(after(9)).as("moved behind").containsExactly(50L, 60L, 70L, 80L);
        assertThat(before(9)).containsExactly(40L, 10L, 20L, 30L);

        change("publication.edition = null", 40);
        assertThat(after(9)).as("among the nulls").containsExactly(50L, 60L, 40L, 70L, 80L);

        change("name = 'another'", 40);
        assertThat(after(9)).as("changed in what is not sorted by").containsExactly(50L, 60L, 40L, 70L, 80L);
    }

    @Test
    void goesOnAmongNullsWhenTheCursorsRowGetsAValue() {
        String among = query.cursorOf(70L).orElseThrow();
        change("publication.edition = 1", 70);
        insert(75, null);
        assertThat(ids(query.page(KeysetRequest.after(among, 9)))).containsExactly(75L, 80L);
        assertThat(ids(query.page(KeysetRequest.before(among, 3)))).containsExactly(40L, 50L, 60L);
    }

    @Test
    void findsTheWayBackWhenTheRestOfTheListIsGone() {
        delete("s.id >= 40");
        KeysetPage<Song> gone = query.page(KeysetRequest.after(cursor, 4).withBothSides());
        assertThat(gone.content()).isEmpty();
        assertThat(gone.hasNext()).isFalse();
        assertThat(gone.hasPrevious()).isTrue();
        assertThat(before(2)).containsExactly(20L, 30L);
        assertThat(PageWalk.backward(query, 2)).containsExactly(List.of(10L), List.of(20L, 30L));
    }

    @Test
    void findsTheWayOnWhenTheStartOfTheListIsGone() {
        delete("s.id <= 40");
        KeysetPage<Song> gone = query.page(KeysetRequest.before(cursor, 4).withBothSides());
        assertThat(gone.content()).isEmpty();
        assertThat(gone.hasPrevious()).isFalse();
        assertThat(gone.hasNext()).isTrue();
        KeysetPage<Song> next = query.page(KeysetRequest.after(cursor, 2).withBothSides());
        assertThat(ids(next)).containsExactly(50L, 60L);
        assertThat(next.hasPrevious()).isFalse();
    }

    @Test
    void skipsNoRowWhenThePageThatWasReadIsDeleted() {
        KeysetPage<Song> second = query.page(KeysetRequest.after(cursor, 2).withBothSides());
        assertThat(ids(second)).containsExactly(50L, 60L);
        delete("s.id in (50, 60)");
        assertThat(ids(query.page(second.next().orElseThrow()))).containsExactly(70L, 80L);
        assertThat(ids(query.page(second.previous().orElseThrow()))).containsExactly(30L, 40L);
    }

    @Test
    void countsWhatThereIsAtTheTimeOfEachPage() {
        KeysetRequest counted = KeysetRequest.after(cursor, 2).counting(Count.exact());
        assertThat(query.page(counted).total().rows()).isEqualTo(8);
        insert(45, 2);
        assertThat(query.page(counted).total().rows()).isEqualTo(9);
        delete("s.id < 45");
        assertThat(query.page(counted).total().rows()).isEqualTo(5);
        delete("s.id > 0");
        assertThat(query.page(counted).total()).isEqualTo(new Total(0, Total.Accuracy.EXACT));
    }

    @Test
    void seesChangesOfItsOwnTransactionThatWereNotFlushed() {
        store.write(writer -> {
            writer.find(Song.class, 50L).publication.edition = 1;
            writer.find(Song.class, 10L).publication.edition = 3;
            writer.remove(writer.find(Song.class, 60L));
            KeysetQuery<Song, Song> own = byEdition.query(writer);
            assertThat(ids(own.page(KeysetRequest.after(cursor, 9)))).containsExactly(10L, 70L, 80L);
            assertThat(ids(own.page(KeysetRequest.before(cursor, 9)))).containsExactly(20L, 50L, 30L);
        });
    }

    private List<Long> after(int size) {
        return read(KeysetRequest.after(cursor, size));
    }

    private List<Long> before(int size) {
        return read(KeysetRequest.before(cursor, size));
    }

    private List<Long> read(KeysetRequest request) {
        return ids(query.page(request));
    }

    private void insert(long id, Integer edition) {
        store.write(writer -> {
            Song song = new Song(id, writer.getReference(Album.class, 1L));
            song.publication.edition = edition;
            writer.persist(song);
        });
    }

    private void change(String what, long id) {
        store.write(writer -> writer.createQuery("update Song s set s." + what + " where s.id = " + id)
                .executeUpdate());
    }

    private void delete(String which) {
        store.write(writer ->
                writer.createQuery("delete from Song s where " + which).executeUpdate());
    }
}
