package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.InvalidCursorException.Reason;
import dev.headroom.testsupport.EachDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Parts of a list, and a list as it was when a reader began. */
@EachDatabase
class KeysetRangeTest {

    @Parameter
    SongStore store;

    /** Whatever the order and the filter: side by side the parts are the list, from both ends. */
    @RepeatedTest(20)
    void partitionsAreTheListInParts(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        store.fill(random.nextInt(40), song -> randomise(song, random));
        Keyset<Song> keyset = store.keyset(randomKeys(random));
        int parts = 1 + random.nextInt(7);
        int size = 1 + random.nextInt(5);
        String seed =
                "seed " + repetition.getCurrentRepetition() + ", " + keyset + ", " + parts + " parts of " + store.kind;
        store.read(em -> {
            KeysetQuery<Song, Song> query = keyset.query(em);
            KeysetQuery<Song, Song> list =
                    random.nextBoolean() ? query : query.where((song, cb) -> cb.greaterThan(song.get("rating"), -1));
            List<Long> all = SongStore.ids(list.stream(7).toList());
            List<KeysetRange> ranges = list.partitions(parts);

            List<Long> walked = new ArrayList<>();
            for (KeysetRange range : ranges) {
                KeysetQuery<Song, Song> part = list.within(range);
                List<Long> forward = forward(part, size);
                assertThat(forward).as(seed).hasSizeLessThanOrEqualTo((all.size() + parts - 1) / parts);
                assertThat(backward(part, size)).as(seed).isEqualTo(forward);
                assertThat(part.page(KeysetRequest.first(size).counting(Count.exact()))
                                .total()
                                .rows())
                        .as(seed)
                        .isEqualTo(forward.size());
                all.forEach(id ->
                        assertThat(part.around(id, size).isPresent()).as(seed).isEqualTo(forward.contains(id)));
                walked.addAll(forward);
            }
            assertThat(walked).as(seed).isEqualTo(all);
            return null;
        });
    }

    @Test
    void partitionsSplitEvenlyAndHoldWhatIsInsertedLater() {
        store.fill(10, song -> {});
        Keyset<Song> keyset = store.keyset();
        List<KeysetRange> ranges = store.read(em -> keyset.query(em).partitions(3));
        store.write(em -> {
            em.persist(new Song(0, null));
            em.persist(new Song(11, null));
        });
        assertThat(ids(keyset, ranges))
                .containsExactly(List.of(0L, 1L, 2L, 3L, 4L), List.of(5L, 6L, 7L, 8L), List.of(9L, 10L, 11L));
    }

    @Test
    void partitionsOfARangeStayWithinIt() {
        store.fill(10, song -> {});
        Keyset<Song> keyset = store.keyset();
        List<KeysetRange> parts = store.read(em -> {
            KeysetRange second = keyset.query(em).partitions(2).get(1);
            KeysetRange soFar = keyset.query(em).within(second).rangeSoFar().orElseThrow();
            return keyset.query(em).within(soFar).partitions(2);
        });
        store.write(em -> em.persist(new Song(11, null)));
        assertThat(ids(keyset, parts)).containsExactly(List.of(6L, 7L, 8L), List.of(9L, 10L));
    }

    @Test
    void aRangeSoFarEndsWhereTheListDid() {
        store.fill(5, song -> {});
        Keyset<Song> keyset = store.keyset();
        KeysetRange soFar = store.read(em -> keyset.query(em).rangeSoFar().orElseThrow());
        store.write(em -> {
            em.remove(em.find(Song.class, 5L));
            em.persist(new Song(6, null));
        });
        assertThat(ids(keyset, List.of(soFar))).containsExactly(List.of(1L, 2L, 3L, 4L));
        store.read(em -> {
            KeysetQuery<Song, Song> query = keyset.query(em).within(soFar);
            KeysetPage<Song> page = query.page(KeysetRequest.first(3));
            assertThat(page.hasNext()).isTrue();
            assertThat(query.page(KeysetRequest.first(4)).hasNext()).isFalse();
            assertThat(query.page(KeysetRequest.last(3).withBothSides()).hasNext())
                    .isFalse();
            assertThat(query.cursorOf(6L)).isEmpty();
            assertThat(keyset.query(em).where((song, cb) -> cb.disjunction()).rangeSoFar())
                    .isEmpty();
            return null;
        });
    }

    @Test
    void cursorsOfARangeAreForItAlone() {
        store.fill(10, song -> {});
        Keyset<Song> keyset = store.keyset();
        store.read(em -> {
            List<KeysetRange> ranges = keyset.query(em).partitions(2);
            String cursor = keyset.query(em)
                    .within(ranges.get(0))
                    .page(KeysetRequest.first(2))
                    .endCursor()
                    .orElseThrow();
            KeysetRequest request = KeysetRequest.after(cursor, 2);
            assertWrongQuery(() -> keyset.query(em).page(request));
            assertWrongQuery(() -> keyset.query(em).within(ranges.get(1)).page(request));
            assertWrongQuery(
                    () -> keyset.query(em).scope("other").within(ranges.get(0)).page(KeysetRequest.first(2)));
            return null;
        });
        assertThat(new KeysetRange("secret", null)).hasToString("rows after a cursor to the end");
    }

    @Test
    void explainsWhatARangeSends() {
        store.fill(20, song -> song.rating = (int) (song.id % 2));
        Keyset<Song> keyset = store.keyset(desc("rating"));
        store.read(em -> {
            KeysetQuery<Song, Song> query =
                    keyset.query(em).within(keyset.query(em).partitions(3).get(1));
            String cursor = query.cursorOf(20L).orElseThrow();
            for (KeysetRequest request : List.of(
                    KeysetRequest.first(50),
                    KeysetRequest.last(50),
                    KeysetRequest.after(cursor, 50).withBothSides(),
                    KeysetRequest.first(2).counting(Count.exact()),
                    KeysetRequest.first(2).counting(Count.estimated()))) {
                KeysetExplanation explanation = query.explain(request);
                store.statements.clear();
                query.page(request);
                assertThat(explanation.statements())
                        .as(explanation.toString())
                        .extracting(KeysetExplanation.Statement::sql)
                        .containsAll(store.statements.statements().stream()
                                .map(statement -> statement.sql())
                                .toList());
            }
            return null;
        });
    }

    /** The songs with rating 0 would be the next run. */
    @Test
    void looksNoFurtherThanTheFirstRowBeyondTheEnd() {
        store.fill(20, song -> song.rating = (int) (song.id % 2));
        Keyset<Song> keyset = store.keyset(desc("rating"), asc("id"));
        store.read(em -> {
            String end = keyset.query(em).cursorOf(11L).orElseThrow();
            KeysetQuery<Song, Song> query = keyset.query(em).within(new KeysetRange(null, end));
            KeysetRequest request = KeysetRequest.after(query.cursorOf(9L).orElseThrow(), 5);
            store.statements.clear();
            KeysetPage<Song> page = query.page(request);
            assertThat(SongStore.ids(page.content())).containsExactly(11L);
            assertThat(page.hasNext()).isFalse();
            assertThat(store.statements.statements()).hasSize(1);
            return null;
        });
    }

    @Test
    void refusesLessThanOnePartition() {
        assertThatThrownBy(() -> store.read(em -> store.keyset().query(em).partitions(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("partitions(0): ask for at least 1");
    }

    private static void assertWrongQuery(Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfSatisfying(
                        InvalidCursorException.class,
                        wrong -> assertThat(wrong.reason()).isEqualTo(Reason.WRONG_QUERY));
    }

    private List<List<Long>> ids(Keyset<Song> keyset, List<KeysetRange> ranges) {
        List<List<Long>> ids = new ArrayList<>();
        for (KeysetRange range : ranges) {
            List<Long> part = new ArrayList<>();
            keyset.forEachBatch(
                    store.entityManagers::runInTransaction,
                    query -> query.within(range),
                    KeysetRequest.first(2),
                    (em, batch) -> part.addAll(SongStore.ids(batch)));
            ids.add(part);
        }
        return ids;
    }

    private static List<Long> forward(KeysetQuery<Song, Song> query, int size) {
        return walk(query, KeysetRequest.first(size), KeysetPage::next);
    }

    private static List<Long> backward(KeysetQuery<Song, Song> query, int size) {
        List<Long> walked = walk(query, KeysetRequest.last(size), KeysetPage::previous);
        Collections.reverse(walked);
        return walked;
    }

    /** The rows in the direction of walking. */
    private static List<Long> walk(
            KeysetQuery<Song, Song> query,
            KeysetRequest start,
            Function<KeysetPage<Song>, Optional<KeysetRequest>> following) {
        List<Long> walked = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(start);
        while (request.isPresent() && walked.size() <= 40) {
            KeysetPage<Song> page = query.page(request.get());
            List<Long> ids = SongStore.ids(page);
            if (!request.get().forward()) {
                Collections.reverse(ids);
            }
            walked.addAll(ids);
            request = following.apply(page);
        }
        return walked;
    }

    private static SortKey[] randomKeys(Random random) {
        List<SortKey> keys = new ArrayList<>(List.of(
                random.nextBoolean() ? asc("rating") : desc("rating"),
                random.nextBoolean() ? asc("mood") : desc("mood"),
                random.nextBoolean()
                        ? asc("composer").nullsFirst()
                        : desc("composer").ignoreCase().nullsLast(),
                random.nextBoolean()
                        ? desc("album.title").nullsFirst()
                        : asc("album.title").nullsLast()));
        Collections.shuffle(keys, random);
        return keys.subList(0, random.nextInt(4)).toArray(SortKey[]::new);
    }

    private void randomise(Song song, Random random) {
        song.rating = random.nextInt(3) - 1;
        song.mood = List.of(Song.Mood.values()).get(random.nextInt(3));
        song.composer = random.nextBoolean() ? null : List.of("x", "X", "y").get(random.nextInt(3));
        song.album = random.nextInt(3) == 0 ? null : store.albums.get(random.nextInt(store.albums.size()));
    }
}
