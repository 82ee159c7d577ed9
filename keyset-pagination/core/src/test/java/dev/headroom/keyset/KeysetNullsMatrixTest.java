package dev.headroom.keyset;

import static dev.headroom.keyset.SongStore.ids;
import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.RecordedStatement;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * All orders of one to three keys that may be null: each key in both directions, with nulls at both ends. The oracle is
 * Java's own sort.
 */
@EachDatabase
class KeysetNullsMatrixTest {

    /** Every combination of null and two values in three columns, and three combinations twice. */
    private static final int ROWS = 30;

    private static final Map<String, Function<Song, Comparable<?>>> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("publication.edition", song -> song.publication.edition);
        COLUMNS.put("composer", song -> song.composer);
        COLUMNS.put("playedAt", song -> song.playedAt);
    }

    private static final List<Song> SONGS = new ArrayList<>();

    @Parameter
    SongStore store;

    @BeforeParameterizedClassInvocation
    static void fill(SongStore store) {
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        SONGS.clear();
        store.fill(ROWS, song -> {
            int combination = (int) (song.id * 10 % 27); // ids are not in the order of the combinations
            song.publication.edition = Arrays.asList(null, 1, 2).get(combination % 3);
            song.composer = Arrays.asList(null, "a", "b").get(combination / 3 % 3);
            song.playedAt = Arrays.asList(null, noon, noon.plusNanos(1000)).get(combination / 9);
            SONGS.add(song);
        });
    }

    static Stream<List<SortKey>> orders() {
        List<List<SortKey>> orders = new ArrayList<>();
        List<List<SortKey>> shorter = List.of(List.of());
        for (String path : COLUMNS.keySet()) {
            shorter = shorter.stream()
                    .flatMap(keys -> Stream.of(asc(path), desc(path))
                            .flatMap(key -> Stream.of(key.nullsFirst(), key.nullsLast()))
                            .map(key ->
                                    Stream.concat(keys.stream(), Stream.of(key)).toList()))
                    .toList();
            orders.addAll(shorter);
        }
        return orders.stream();
    }

    /** Those of one key and of two. */
    static Stream<List<SortKey>> shortOrders() {
        return orders().filter(keys -> keys.size() < 3);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsOnFromEveryKindOfPosition(List<SortKey> keys) {
        Keyset<Song> keyset = keyset(keys);
        List<Long> sorted = sorted(keys);
        store.read(em -> {
            KeysetPage<Song> all = readFromTheStart(em, keyset, sorted);
            // The last row of each combination of nulls and values.
            Map<List<Boolean>, Integer> positions = new LinkedHashMap<>();
            for (int row = 0; row < ROWS; row++) {
                positions.put(nulls(SONGS.get(sorted.get(row).intValue() - 1), keys), row);
            }
            assertThat(positions).hasSize(1 << keys.size());
            for (int row : positions.values()) {
                assertThat(read(em, keyset, KeysetRequest.after(all.cursor(row), ROWS)))
                        .as("after row %d of %s", row, sorted)
                        .isEqualTo(sorted.subList(row + 1, ROWS));
                assertThat(read(em, keyset, KeysetRequest.before(all.cursor(row), ROWS)))
                        .as("before row %d of %s", row, sorted)
                        .isEqualTo(sorted.subList(0, row));
            }
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("shortOrders")
    void walksInPagesThatEndInAndBetweenNulls(List<SortKey> keys) {
        Keyset<Song> keyset = keyset(keys);
        List<List<Long>> pages = PageWalk.pagesOf(sorted(keys), 5);
        store.read(em -> {
            assertThat(PageWalk.forward(keyset.query(em), 5)).isEqualTo(pages);
            assertThat(PageWalk.backward(keyset.query(em), 5)).isEqualTo(pages);
            return null;
        });
    }

    @Test
    void saysNothingOfNullsForAKeyThatHasNone() {
        assertThat(sql(asc("id").nullsFirst())).isEqualTo(sql(asc("id")));
        assertThat(sql(asc("id").nullsLast())).isEqualTo(sql(asc("id")));
        assertThat(sql(desc("name").nullsFirst())).isEqualTo(sql(desc("name")));
        assertThat(sql(desc("name").nullsLast())).isEqualTo(sql(desc("name")));
    }

    private List<String> sql(SortKey key) {
        return store.read(em -> {
            KeysetQuery<Song, Song> query = store.keyset(key).query(em);
            store.statements.clear();
            KeysetPage<Song> page = query.page(KeysetRequest.first(2));
            query.page(KeysetRequest.after(page.cursor(1), 2).withBothSides());
            return store.statements.statements().stream()
                    .map(RecordedStatement::sql)
                    .toList();
        });
    }

    private Keyset<Song> keyset(List<SortKey> keys) {
        return store.keyset(keys.toArray(SortKey[]::new));
    }

    private KeysetPage<Song> readFromTheStart(EntityManager em, Keyset<Song> keyset, List<Long> sorted) {
        SortKey key = keyset.keys().get(0);
        boolean nativeNulls = key.rule().putsNullsLast() == (key.ascending() == (store.kind == DatabaseKind.POSTGRESQL));
        store.statements.clear();
        assertThat(ids(keyset.query(em).page(KeysetRequest.last(ROWS)))).isEqualTo(sorted);
        assertThat(store.statements.count()).isEqualTo(nativeNulls ? 1 : 2);
        store.statements.clear();
        KeysetPage<Song> page = keyset.query(em).page(KeysetRequest.first(ROWS));
        assertThat(ids(page)).isEqualTo(sorted);
        assertThat(store.statements.count()).isEqualTo(nativeNulls ? 1 : 2);
        return page;
    }

    /** A page with all that follows, in no more statements than promised. */
    private List<Long> read(EntityManager em, Keyset<Song> keyset, KeysetRequest request) {
        store.statements.clear();
        List<Long> ids = ids(keyset.query(em).page(request));
        int nullable = keyset.keys().size() - 1;
        assertThat(store.statements.count()).isLessThanOrEqualTo(keyset.keys().size() + nullable);
        return ids;
    }

    private static List<Boolean> nulls(Song song, List<SortKey> keys) {
        return keys.stream()
                .map(key -> COLUMNS.get(key.path()).apply(song) == null)
                .toList();
    }

    private static List<Long> sorted(List<SortKey> keys) {
        Comparator<Song> order = keys.stream()
                .map(key -> Comparator.comparing(COLUMNS.get(key.path()), values(key)))
                .reduce(Comparator::thenComparing)
                .orElseThrow();
        Comparator<Song> byId = Comparator.comparing(song -> song.id);
        boolean ascending = keys.get(keys.size() - 1).ascending();
        return SONGS.stream()
                .sorted(order.thenComparing(ascending ? byId : byId.reversed()))
                .map(song -> song.id)
                .toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // values of one column are compared
    private static Comparator<Comparable<?>> values(SortKey key) {
        Comparator<Comparable<?>> values =
                (Comparator) (key.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder());
        return key.rule().putsNullsLast() ? Comparator.nullsLast(values) : Comparator.nullsFirst(values);
    }
}
