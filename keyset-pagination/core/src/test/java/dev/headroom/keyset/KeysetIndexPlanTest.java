package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.PostgresPlan;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the index that is advised is the one that PostgreSQL reads a page with, and no more than the page. */
@ExtendWith(ServersExtension.class)
class KeysetIndexPlanTest {

    private static final int ROWS = 30_000;
    private static final int SIZE = 20;
    private static final int DEEP = 90;

    private static IndexedStore store;

    @BeforeAll
    static void fill(Servers servers) throws SQLException {
        store = new IndexedStore(servers.database(DatabaseKind.POSTGRESQL));
        store.run("insert into album (id, title) select i, 'Album ' || i from generate_series(0, 100) i");
        store.run("""
                insert into song (id, name, price, released, addedAt, mood, code, rating, length, album_id,
                                  catalogNumber, composer, edition)
                select i, 'Song ' || i %% 300, 0.99, date '2026-01-01' + i %% 300,
                       timestamptz '2026-01-01 00:00Z' + i %% 2000 * interval '1 microsecond', 'CALM', gen_random_uuid(),
                       i %% 100, i,
                       nullif(i %% 101, 0), i, case when i %% 2 = 0 then 'Composer ' || i %% 30 end,
                       nullif(i %% 9, 0)
                from generate_series(1, %d) i""".formatted(ROWS));
        store.run(
                "insert into edition (albumId, number, copies) select i %% 100, i, i %% 50 from generate_series(1, %d) i"
                        .formatted(ROWS));
        store.run(
                "insert into track (album_id, position, seconds) select 1 + i %% 100, i, i %% 50 from generate_series(1, %d) i"
                        .formatted(ROWS));
        store.run("vacuum analyze");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @AfterEach
    void drop() throws SQLException {
        store.dropAll();
    }

    static Stream<Keyset<?>> orders() {
        return Stream.of(
                store.keyset(Song.class, asc("name")),
                store.keyset(Song.class, desc("rating")),
                store.keyset(Song.class, desc("rating"), asc("name")),
                store.keyset(Song.class, asc("rating"), desc("id")),
                store.keyset(Song.class, asc("composer").nullsFirst()),
                store.keyset(Song.class, desc("composer").nullsLast(), asc("rating")),
                store.keyset(Song.class, asc("rating"), asc("composer").nullsLast()),
                store.keyset(Song.class, asc("rating"), asc("composer").nullsFirst()),
                store.keyset(Song.class, desc("rating"), desc("composer").nullsLast()),
                store.keyset(Song.class, desc("rating"), asc("composer").nullsFirst(), desc("name")),
                store.keyset(
                        Song.class,
                        asc("composer").nullsFirst(),
                        desc("publication.edition").nullsLast()),
                store.keyset(Song.class, desc("addedAt")),
                store.keyset(Song.class, asc("released"), desc("addedAt")),
                store.keyset(Song.class, asc("rating"), asc("released")),
                store.keyset(Song.class, desc("length"), asc("rating")),
                store.keyset(Song.class, desc("name").ignoreCase(), asc("id")),
                store.keyset(Song.class, asc("rating"), asc("name").ignoreCase()),
                store.keyset(Song.class, asc("album.id").nullsLast()),
                store.keyset(Edition.class, desc("copies")),
                store.keyset(Track.class, asc("seconds"), desc("position")));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void servesEveryPage(Keyset<?> keyset) throws SQLException {
        assertThat(mostRowsRead(keyset)).as("without the index").isGreaterThan(ROWS / 2);

        store.create(keyset.indexAdvice().ddl().orElseThrow());
        store.run("vacuum analyze");
        assertThat(store.explain(keyset, KeysetRequest.first(SIZE)).servingIndexes())
                .hasSize(1);
        for (PostgresPlan plan : plans(keyset)) {
            assertThat(plan.nodeTypes()).as(plan.json()).doesNotContain("Sort", "Incremental Sort", "Seq Scan");
            assertThat(plan.rowsRead()).as(plan.json()).isLessThanOrEqualTo(SIZE + 1);
        }
    }

    @Test
    void servesAQueryThatFixesTheColumnsBefore() throws SQLException {
        Keyset<Song> keyset = store.keyset(Song.class, asc("name"));
        store.create("create index by_rating on Song (rating, name, id)");
        store.run("vacuum analyze");
        List<PostgresPlan> plans = plans(keyset, query -> query.where((song, cb) -> cb.equal(song.get("rating"), 3)));
        assertThat(plans).allSatisfy(plan -> assertThat(plan.rowsRead()).isLessThanOrEqualTo(SIZE + 1));
    }

    private static long mostRowsRead(Keyset<?> keyset) throws SQLException {
        return plans(keyset).stream().mapToLong(PostgresPlan::rowsRead).max().orElseThrow();
    }

    private static <E> List<PostgresPlan> plans(Keyset<E> keyset) throws SQLException {
        return plans(keyset, query -> query);
    }

    /** Of the first and the last page, and of pages far from both, in both directions. */
    private static <E> List<PostgresPlan> plans(Keyset<E> keyset, Function<KeysetQuery<E, E>, KeysetQuery<E, E>> narrow)
            throws SQLException {
        store.songs.read(em -> {
            KeysetQuery<E, E> query = narrow.apply(keyset.query(em));
            List<String> cursors = new ArrayList<>();
            KeysetPage<E> page = query.page(KeysetRequest.first(DEEP));
            for (int deep = 0; deep < 3; deep++) {
                cursors.add(page.endCursor().orElseThrow());
                page = query.page(KeysetRequest.after(page.endCursor().orElseThrow(), DEEP));
            }
            store.songs.statements.clear();
            query.page(KeysetRequest.first(SIZE));
            query.page(KeysetRequest.last(SIZE));
            for (String cursor : cursors) {
                query.page(KeysetRequest.after(cursor, SIZE));
                query.page(KeysetRequest.before(cursor, SIZE));
            }
            return null;
        });
        List<PostgresPlan> plans = new ArrayList<>();
        try (Connection connection = store.database.dataSource().getConnection();
                Statement settings = connection.createStatement()) {
            // A run of some hundred rows may be cheaper to sort than to read in order. What is asked here is whether
            // the
            // index has the order.
            settings.execute("set enable_sort = off; set enable_bitmapscan = off");
            for (RecordedStatement statement : store.songs.statements.statements()) {
                if (statement.sql().contains(" fetch first ")) {
                    plans.add(statement.explain(connection));
                }
            }
            settings.execute("reset all");
        }
        return plans;
    }
}
