package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.PostgresPlan;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PostgreSQL reads for a page of a hundred thousand rows with heavy ties. */
@ExtendWith(ServersExtension.class)
class KeysetPlanTest {

    private static final int ROWS = 100_000;
    private static final int SIZE = 20;

    private static Database database;
    private static SongStore store;

    @BeforeAll
    static void fill(Servers servers) throws SQLException {
        database = servers.database(DatabaseKind.POSTGRESQL);
        store = new SongStore(database);
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("insert into album (id, title) values (1, 'Achtung Baby')");
            statement.execute("""
                    insert into song (id, name, price, released, addedAt, mood, code, rating, length, album_id, catalogNumber, composer)
                    select i, 'Song ' || i %% 500, 0.99, date '2026-01-01', now(), 'CALM', gen_random_uuid(),
                           case when i %% 10 = 0 then i %% 70 else 0 end, i, 1, i,
                           case when i %% 2 = 0 then 'Composer ' || i %% 300 end
                    from generate_series(1, %d) i""".formatted(ROWS));
            statement.execute("create index on song (name, id)");
            statement.execute("create index on song (rating, id)");
            statement.execute("create index on song (rating, id desc)");
            statement.execute("create index on song (composer, id)");
            statement.execute("create index on song (lower(name), id)");
        }
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze song");
        }
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void readsAsManyBuffersAtAnyDepth() throws SQLException {
        for (Keyset<Song> keyset : List.of(
                store.keyset(asc("name")), store.keyset(desc("rating")), store.keyset(asc("rating"), desc("id")))) {
            assertSeeks(plans(keyset, query -> KeysetRequest.first(SIZE)), keyset + " first");
            for (long row : new long[] {1, ROWS / 2, ROWS}) {
                assertSeeks(
                        plans(keyset, query -> KeysetRequest.after(cursor(query, row), SIZE)),
                        keyset + " after " + row);
                assertSeeks(
                        plans(keyset, query -> KeysetRequest.before(cursor(query, row), SIZE)),
                        keyset + " before " + row);
            }
        }
    }

    /** Half of the composers are null, and a plain index serves nulls at either end, in both directions of reading. */
    @Test
    void readsNullsThroughAPlainIndex() throws SQLException {
        for (Keyset<Song> keyset : List.of(
                store.keyset(asc("composer").nullsLast()),
                store.keyset(asc("composer").nullsFirst()),
                store.keyset(desc("composer").nullsLast()),
                store.keyset(desc("composer").nullsFirst()))) {
            assertSeeks(plans(keyset, query -> KeysetRequest.first(SIZE)), keyset + " first");
            assertSeeks(plans(keyset, query -> KeysetRequest.last(SIZE)), keyset + " last");
            for (long row : new long[] {1, 2, ROWS / 2, ROWS / 2 + 1, ROWS - 1, ROWS}) {
                assertSeeks(
                        plans(keyset, query -> KeysetRequest.after(cursor(query, row), SIZE)),
                        keyset + " after " + row);
                assertSeeks(
                        plans(keyset, query -> KeysetRequest.before(cursor(query, row), SIZE)),
                        keyset + " before " + row);
            }
        }
    }

    @Test
    void readsWithoutCaseThroughAnIndexOfTheExpression() throws SQLException {
        Keyset<Song> keyset = store.keyset(asc("name").ignoreCase());
        assertSeeks(plans(keyset, query -> KeysetRequest.after(cursor(query, ROWS / 2), SIZE)), keyset.toString());
        assertSeeks(plans(keyset, query -> KeysetRequest.before(cursor(query, ROWS / 2), SIZE)), keyset.toString());
    }

    @Test
    void readsTheRowBehindAPageFromTheIndexAlone() throws SQLException {
        Keyset<Song> keyset = store.keyset(asc("name"));
        List<PostgresPlan> plans = plans(
                keyset,
                query -> KeysetRequest.after(cursor(query, ROWS / 2), SIZE).withBothSides());
        assertThat(plans).hasSize(2);
        assertThat(plans.get(1).nodeTypes()).contains("Index Only Scan");
        assertThat(plans.get(1).rows()).isEqualTo(1);
    }

    /** The rows beyond a range are not searched for rows within it: its last page ends the reading. */
    @Test
    void readsTheEndsOfARangeThroughTheIndex() throws SQLException {
        for (Keyset<Song> keyset : List.of(
                store.keyset(asc("name")),
                store.keyset(asc("rating"), desc("id")),
                store.keyset(asc("composer").nullsFirst()))) {
            KeysetRange range = store.read(em -> keyset.query(em).partitions(3).get(1));
            for (KeysetRequest request : List.of(KeysetRequest.first(SIZE), KeysetRequest.last(SIZE))) {
                assertSeeks(plans(keyset, query -> query.within(range), query -> request), keyset + " " + request);
            }
            String nearEnd = store.read(em -> {
                KeysetPage<Song> end = keyset.query(em).within(range).page(KeysetRequest.last(5));
                return end.startCursor().orElseThrow();
            });
            assertSeeks(
                    plans(keyset, query -> query.within(range), query -> KeysetRequest.after(nearEnd, SIZE)),
                    keyset + " near the end");
        }
    }

    @Test
    void sendsOneComparisonOfRowsForKeysOfOneDirection() {
        store.read(em -> {
            KeysetQuery<Song, Song> query =
                    store.keyset(desc("rating"), desc("mood")).query(em);
            String cursor = cursor(query, 70);
            store.statements.clear();
            query.page(KeysetRequest.after(cursor, SIZE));
            return null;
        });
        RecordedStatement page = store.statements.statements().get(0);
        assertThat(page.sql())
                .contains(" from Song s1_0 where (s1_0.rating,s1_0.mood,s1_0.id)<(?,?,?) order by ")
                .endsWith(" fetch first ? rows only")
                .doesNotContain("nulls");
        // The enum goes as the database has it, not as its ordinal.
        assertThat(page.parameters()).startsWith(0, "CALM", 70L);
    }

    /** At most a buffer for each row of the page, and a way down the index for each statement. */
    private static void assertSeeks(List<PostgresPlan> plans, String request) {
        assertThat(plans.stream().mapToLong(PostgresPlan::buffers).sum())
                .as(request)
                .isLessThanOrEqualTo(SIZE + 1 + 5L * plans.size());
        // The planner may filter where that is cheaper, but not more than a page.
        assertThat(plans.stream().mapToLong(PostgresPlan::rowsRemovedByFilter).sum())
                .as(request)
                .isLessThanOrEqualTo(SIZE);
    }

    private static String cursor(KeysetQuery<Song, Song> query, long row) {
        return query.cursorOf(row).orElseThrow();
    }

    private static List<PostgresPlan> plans(
            Keyset<Song> keyset, Function<KeysetQuery<Song, Song>, KeysetRequest> request) throws SQLException {
        return plans(keyset, query -> query, request);
    }

    private static List<PostgresPlan> plans(
            Keyset<Song> keyset,
            UnaryOperator<KeysetQuery<Song, Song>> narrowing,
            Function<KeysetQuery<Song, Song>, KeysetRequest> request)
            throws SQLException {
        store.read(em -> {
            KeysetQuery<Song, Song> query = narrowing.apply(keyset.query(em));
            KeysetRequest page = request.apply(query);
            store.statements.clear();
            return query.page(page);
        });
        List<PostgresPlan> plans = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection()) {
            for (RecordedStatement statement : store.statements.statements()) {
                plans.add(statement.explain(connection));
            }
        }
        return plans;
    }
}
