package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.projection.mask.FieldMaskException;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a mask narrows the columns, the joins and the statements, and never the other way round. */
@EachDatabase
class MaskedQueryTest {

    record Item(
            long id,
            String title,
            ArtistPart artist,
            List<Song> tracks,
            @Select("tags.name") List<String> tags,
            int year) {
        record ArtistPart(
                long id,
                String name,
                @Select("country.name") String country) {}

        record Song(long id, String name) {}
    }

    @Parameter
    Music music;

    private Projection<Album, Item> items;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    @BeforeEach
    void build() {
        items = Projection.of(Album.class, Item.class).build(music.entityManagers);
        music.statements.clear();
    }

    @Test
    void selectsOnlyWhatIsAskedFor() {
        List<Row> rows = rows("title");

        assertThat(rows).hasSize(Music.ALBUMS);
        assertThat(rows.get(0).toMap()).isEqualTo(Map.of("title", "Album 01"));
        assertThat(statements())
                .singleElement()
                .satisfies(sql ->
                        assertThat(sql).startsWith("select a1_0.title from ").doesNotContain("join"));
    }

    @Test
    void joinsWhatIsAskedForAndNoMore() {
        List<Row> rows = rows("artist(name),id");

        assertThat(rows.get(0).get("artist.name")).isEqualTo("Artist 2");
        assertThat(rows.get(0).has("artist.id")).isFalse();
        assertThat(rows.get(Music.ALBUMS - 1).has("artist")).isTrue();
        assertThat(rows.get(Music.ALBUMS - 1).get("artist")).isNull();
        assertThat(rows.get(Music.ALBUMS - 1).get("artist.name")).isNull();
        assertThat(statements())
                .singleElement()
                .satisfies(sql -> assertThat(sql).containsOnlyOnce(" join "));
    }

    @Test
    void runsAStatementForEachListThatIsAskedFor() {
        List<Row> rows = rows("tracks(name)");

        assertThat(rows.get(1).toMap())
                .isEqualTo(Map.of("tracks", List.of(Map.of("name", "Track 1"), Map.of("name", "Track 2"))));
        assertThat(statements()).hasSize(2);
    }

    @Test
    void hasThePlainFieldsOfAStar() {
        assertThat(rows("*").get(0).toMap().keySet()).containsExactly("id", "title", "tags", "year");
    }

    @Test
    void givesRowsWithoutFieldsForAnEmptyMask() {
        assertThat(rows("")).hasSize(Music.ALBUMS).allMatch(row -> row.toMap().isEmpty());
    }

    @Test
    void tellsAbsentFromNull() {
        Row row = rows("id").get(0);

        assertThat(row.has("title")).isFalse();
        assertThatThrownBy(() -> row.get("title"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("\"title\"")
                .hasMessageContaining("[id]");
    }

    @Test
    void refusesWhatTheViewDoesNotHave() {
        assertThatThrownBy(() -> rows("id,cover"))
                .isInstanceOf(FieldMaskException.class)
                .hasMessageContaining("cover");
        assertThatThrownBy(() -> rows("id,titel"))
                .isInstanceOfSatisfying(
                        FieldMaskException.class,
                        refused -> assertThat(refused.suggestion()).contains("title"));
        assertThat(statements()).isEmpty();
    }

    @Test
    void knowsTheStatementsBeforeTheyRun() {
        assertThat(items.statements(FieldMask.parse("id"))).containsExactly("select e.id from Album e");
        assertThat(items.statements(FieldMask.parse("tracks(name)")))
                .containsExactly(
                        "select e.id from Album e",
                        "select c.album.id, c.name from Track c where c.album.id in (:owners) order by c.album.id, c.id");
        assertThat(items.statements(FieldMask.all())).hasSize(3);
        assertThat(items.fields().toString()).isEqualTo("artist(country,id,name),id,tags,title,tracks(id,name),year");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "id", "*", "**", "artist", "tracks,tags", "artist.country,tags", "tracks.id"})
    void runsAsManyStatementsAsItSays(String mask) {
        rows(mask);

        assertThat(statements()).hasSameSizeAs(items.statements(FieldMask.parse(mask)));
    }

    private List<Row> rows(String mask) {
        return music.read(em ->
                items.query(em).orderBy("id").fields(FieldMask.parse(mask)).list());
    }

    private List<String> statements() {
        return music.statements.statements().stream()
                .map(statement -> statement.sql())
                .toList();
    }
}
