package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headroom.keyset.KeysetExplanation.ServingIndex;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Which index an order needs, and which indexes of a database serve it. */
@EachDatabase
class KeysetIndexTest {

    private static final KeysetRequest FIRST = KeysetRequest.first(20);

    @Parameter
    IndexedStore store;

    @AfterEach
    void drop() throws SQLException {
        store.dropAll();
    }

    @Test
    void makesAPlainIndexWhereOneIsEnough() throws SQLException {
        assertMade(store.keyset(Song.class, asc("name")), "create index song_name_id_idx on Song (name, id)");
        assertMade(store.keyset(Song.class, desc("rating")), "create index song_rating_id_idx on Song (rating, id)");
        assertMade(
                store.keyset(Song.class, desc("publication.edition").nullsLast()),
                "create index song_edition_id_idx on Song (edition, id)");
        assertMade(
                store.keyset(Song.class, asc("composer").nullsFirst(), asc("mood")),
                "create index song_composer_mood_id_idx on Song (composer, mood, id)");
    }

    @Test
    void saysDirectionsWhereTheyAreMixed() throws SQLException {
        assertMade(
                store.keyset(Song.class, asc("rating"), desc("id")),
                "create index song_rating_id_desc_idx on Song (rating, id desc)");
        assertMade(
                store.keyset(Song.class, desc("rating"), asc("name")),
                "create index song_rating_desc_name_id_idx on Song (rating desc, name, id)");
    }

    @Test
    void saysWhereNullsOfALaterKeyGoIfTheDatabasePutsThemElsewhere() throws SQLException {
        boolean nullsAreLargest = store.kind == DatabaseKind.POSTGRESQL;
        SortKey natural =
                nullsAreLargest ? asc("composer").nullsLast() : asc("composer").nullsFirst();
        assertMade(
                store.keyset(Song.class, asc("rating"), natural),
                "create index song_rating_composer_id_idx on Song (rating, composer, id)");

        Keyset<Song> unnatural = store.keyset(
                Song.class,
                asc("rating"),
                nullsAreLargest ? asc("composer").nullsFirst() : asc("composer").nullsLast());
        if (store.kind == DatabaseKind.POSTGRESQL) {
            assertMade(
                    unnatural,
                    "create index song_rating_composer_nulls_first_id_idx"
                            + " on Song (rating, composer nulls first, id)");
            assertMade(
                    store.keyset(Song.class, desc("rating"), desc("composer").nullsLast()),
                    "create index song_rating_composer_nulls_first_id_idx"
                            + " on Song (rating, composer nulls first, id)");
            assertMade(
                    store.keyset(Song.class, asc("rating"), desc("composer").nullsLast()),
                    "create index song_rating_composer_desc_nulls_last_id_desc_idx"
                            + " on Song (rating, composer desc nulls last, id desc)");
        } else {
            assertNone(unnatural, "\"composer asc nulls last\" does not put nulls where this database puts them");
        }
    }

    @Test
    void takesLowerCaseWhereTheDatabaseIndexesExpressions() throws SQLException {
        Keyset<Song> keyset = store.keyset(Song.class, desc("name").ignoreCase());
        if (store.kind == DatabaseKind.POSTGRESQL) {
            assertMade(keyset, "create index song_lower_name_id_idx on Song (lower(name), id)");
        } else {
            assertNone(keyset, "\"lower(name) desc\" is an expression, and this database has no index for one");
        }
    }

    @Test
    void takesTheColumnsOfCompositeIdsAndForeignKeys() throws SQLException {
        assertMade(
                store.keyset(Edition.class, desc("copies")),
                "create index edition_copies_albumid_number_idx on Edition (copies, albumId, number)");
        assertMade(
                store.keyset(Track.class, asc("seconds")),
                "create index track_seconds_album_id_position_idx on Track (seconds, album_id, position)");
        assertMade(
                store.keyset(Track.class, asc("seconds"), desc("position")),
                "create index track_seconds_position_desc_album_id_desc_idx"
                        + " on Track (seconds, position desc, album_id desc)");
        if (store.kind != DatabaseKind.MARIADB) { // which keeps an index that a foreign key can use
            assertMade(
                    store.keyset(Song.class, desc("album.id").nullsLast(), asc("rating")),
                    "create index song_album_id_desc_rating_id_idx on Song (album_id desc, rating, id)");
        }
    }

    @Test
    void takesTheTableOfAHierarchyThatHasAllKeys() throws SQLException {
        assertMade(store.keyset(Medium.class, asc("shelf")), "create index medium_shelf_id_idx on Medium (shelf, id)");
        assertMade(store.keyset(Disc.class, asc("sides")), "create index disc_sides_id_idx on Disc (sides, id)");
    }

    @Test
    void knowsThatNoIndexSpansTables() {
        assertNone(store.keyset(Disc.class, asc("sides"), asc("shelf")), "the keys are in several tables");
        assertNone(
                store.keyset(Song.class, asc("album.title").nullsLast()),
                "\"album.title asc nulls last\" is in the table of an association");
    }

    @Test
    void knowsThatAnExpressionIsTheApplicationsOwn() {
        assertNone(
                store.keyset(
                        Song.class,
                        SortKey.<Song, Integer>asc("length", Integer.class, (song, cb) -> cb.length(song.get("name")))),
                "\"length asc\" is an expression");
    }

    @Test
    void findsWhatTheDatabaseHasAlready() {
        Keyset<Song> byId = store.keyset(Song.class, desc("id"));
        assertThat(store.explain(byId, FIRST).servingIndexes())
                .filteredOn(index -> index.columnsBefore().isEmpty())
                .hasSize(1);
        assertThat(byId.indexAdvice().ddl()).isEmpty();
        assertThat(byId.indexAdvice()).hasToString("-- The index of the primary key serves Song order by id desc.");
        assertThat(store.explain(store.keyset(Song.class, asc("catalogNumber")), FIRST)
                        .servingIndexes())
                .hasSize(1);
    }

    @Test
    void findsKeysBehindColumnsThatAFilterFixes() throws SQLException {
        Keyset<Song> keyset = store.keyset(Song.class, asc("name"));
        store.create("create index by_mood on Song (mood, rating, name, id)");
        assertThat(store.explain(keyset, FIRST).servingIndexes())
                .usingRecursiveFieldByFieldElementComparator()
                .hasSize(1)
                .allSatisfy(index -> {
                    assertThat(index.name()).isEqualToIgnoringCase("by_mood");
                    assertThat(index.columnsBefore())
                            .map(column -> column.toLowerCase(Locale.ROOT))
                            .containsExactly("mood", "rating");
                });
        store.create("create index by_name on Song (name, id, mood)");
        assertThat(store.explain(keyset, FIRST).servingIndexes())
                .map(index -> index.name().toLowerCase(Locale.ROOT))
                .containsExactly("by_name", "by_mood");
    }

    @Test
    void doesNotTakeAnIndexThatIsMerelySimilar() throws SQLException {
        store.create("create index wrong_directions on Song (name, id desc)");
        store.create("create index gap on Song (name, rating, id)");
        store.create("create index other_order on Song (id, name)");
        assertThat(store.explain(store.keyset(Song.class, asc("name")), FIRST).servingIndexes())
                .isEmpty();
    }

    @Test
    void knowsThatMariaDbHasTheIdBehindEveryIndex() throws SQLException {
        assumeTrue(store.kind == DatabaseKind.MARIADB, "only InnoDB does that");
        store.create("create index by_name on Song (name)");
        store.create("create index by_rating on Song (rating desc)");
        store.create("create index by_start on Song (composer(10))");
        assertThat(serving(store.keyset(Song.class, asc("name")))).containsExactly("by_name");
        assertThat(serving(store.keyset(Song.class, desc("rating"), asc("id")))).containsExactly("by_rating");
        assertThat(serving(store.keyset(Song.class, desc("rating")))).isEmpty();
        assertThat(serving(store.keyset(Song.class, asc("composer").nullsFirst())))
                .isEmpty();
        store.run("alter table Song alter index by_name ignored");
        assertThat(serving(store.keyset(Song.class, asc("name")))).isEmpty();
    }

    @Test
    void doesNotTakeWhatPostgresqlCannotSortBy() throws SQLException {
        assumeTrue(store.kind == DatabaseKind.POSTGRESQL, "only PostgreSQL has such indexes");
        Keyset<Song> keyset = store.keyset(Song.class, asc("name"));
        store.create("create index some_rows on Song (name, id) where rating > 0");
        store.create("create index included on Song (name) include (id)");
        store.create("create index other_collation on Song (name collate \"ucs_basic\", id)");
        store.create("create index patterns on Song (name varchar_pattern_ops, id)");
        store.create("create index nulls_elsewhere on Song (name nulls first, id)");
        store.create("create index invalid on Song (name, id)");
        assertThat(serving(keyset)).containsExactly("invalid");
        store.run("update pg_index set indisvalid = false where indexrelid = 'invalid'::regclass");
        assertThat(serving(keyset)).isEmpty();

        Keyset<Song> withoutCase = store.keyset(Song.class, asc("name").ignoreCase());
        store.create("create index upper_case on Song (upper(name), id)");
        store.create("create index lower_other on Song (lower(name) collate \"ucs_basic\", id)");
        assertThat(serving(withoutCase)).isEmpty();
        store.create("create index lower_case on Song (lower(name), id)");
        assertThat(serving(withoutCase)).containsExactly("lower_case");
    }

    private List<String> serving(Keyset<?> keyset) {
        return store.explain(keyset, FIRST).servingIndexes().stream()
                .map(ServingIndex::name)
                .toList();
    }

    /** The statement is run: the index was not there before, and is found after. */
    private void assertMade(Keyset<?> keyset, String ddl) throws SQLException {
        assertThat(keyset.indexAdvice().ddl()).contains(ddl);
        assertThat(keyset.indexAdvice()).hasToString(ddl);
        KeysetExplanation before = store.explain(keyset, FIRST);
        assertThat(before.servingIndexes()).as(ddl).isEmpty();
        assertThat(before.toString()).endsWith("no index serves this order; " + ddl);

        store.create(ddl);
        KeysetExplanation after = store.explain(keyset, FIRST);
        assertThat(after.servingIndexes()).as(ddl).hasSize(1).allSatisfy(index -> {
            assertThat(index.name()).isEqualToIgnoringCase(IndexedStore.nameIn(ddl));
            assertThat(index.columnsBefore()).isEmpty();
        });
        assertThat(after.toString())
                .endsWith("index: " + after.servingIndexes().get(0).name());
        store.dropAll();
    }

    private void assertNone(Keyset<?> keyset, String why) {
        assertThat(keyset.indexAdvice().ddl()).isEmpty();
        assertThat(keyset.indexAdvice().explanation()).contains(keyset.toString(), why);
        assertThat(store.explain(keyset, FIRST).servingIndexes()).isEmpty();
    }
}
