package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.Music.Format;
import dev.headroom.testsupport.EachDatabase;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That views hold what entities hold, by the columns and statements that they need. */
@EachDatabase
class ProjectionTest {

    @Parameter
    Music music;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    record Flat(long id, String title, int year, BigDecimal price, LocalDate released, Format format) {}

    @Test
    void readsTheColumnsOfARecord() {
        List<Flat> flat = list(Flat.class, query -> query.orderBy("id"));

        assertThat(flat).hasSize(Music.ALBUMS);
        assertThat(flat.get(0))
                .isEqualTo(new Flat(1, "Album 01", 1991, new BigDecimal("10.99"), LocalDate.of(2000, 1, 1), Format.CD));
        assertThat(flat.get(1).released()).isNull();
        assertThat(statements())
                .hasSize(1)
                .first()
                .satisfies(sql -> assertThat(columns(sql)).hasSize(6).noneMatch(column -> column.contains("cover")));
    }

    record WithArtist(
            long id,
            ArtistItem artist,
            @Select("artist.country.name") String country) {
        record ArtistItem(long id, String name) {}
    }

    @Test
    void keepsRowsWhoseAssociationIsEmpty() {
        List<WithArtist> albums = list(WithArtist.class, query -> query.orderBy("id"));

        assertThat(albums).hasSize(Music.ALBUMS);
        assertThat(albums.get(0)).isEqualTo(new WithArtist(1, new WithArtist.ArtistItem(2, "Artist 2"), "Norway"));
        assertThat(albums.get(1)).isEqualTo(new WithArtist(2, new WithArtist.ArtistItem(3, "Artist 3"), null));
        assertThat(albums.get(Music.ALBUMS - 1).artist()).isNull();
        assertThat(statements()).hasSize(1);
    }

    record OnlyKey(long id, @Select("artist.id") Long artist) {}

    @Test
    void readsAForeignKeyWithoutAJoin() {
        assertThat(list(OnlyKey.class, query -> query.orderBy("id")).get(0)).isEqualTo(new OnlyKey(1, 2L));
        assertThat(statements())
                .singleElement()
                .satisfies(sql -> assertThat(sql).doesNotContain("join"));
    }

    record WithLists(
            String title,
            List<Song> tracks,
            @Select("tags.name") Set<String> tags,
            Set<String> moods,
            LabelItem label) {
        record Song(String name, int milliseconds) {}

        record LabelItem(String name) {}
    }

    @Test
    void readsEachCollectionByOneStatement() {
        List<WithLists> albums = list(WithLists.class, query -> query.orderBy("id"));

        assertThat(albums).hasSize(Music.ALBUMS);
        for (int index = 0; index < albums.size(); index++) {
            assertThat(albums.get(index).tracks()).hasSize(index + 1);
            assertThat(albums.get(index).tags()).hasSize((index + 1) % 5);
            assertThat(albums.get(index).moods()).hasSize(2);
            assertThat(albums.get(index).label() == null).isEqualTo((index + 1) % 4 == 0);
        }
        assertThat(albums.get(1).tracks())
                .containsExactly(new WithLists.Song("Track 1", 19_000), new WithLists.Song("Track 2", 18_000));
        assertThat(statements()).hasSize(4);
    }

    record TopTracks(
            long id,
            @Many(limit = 2, orderBy = "milliseconds") List<Hit> tracks) {
        record Hit(String name) {}
    }

    @Test
    void limitsTheElementsOfEachOwner() {
        List<TopTracks> albums = list(TopTracks.class, query -> query.orderBy("id"));

        assertThat(albums.get(0).tracks()).containsExactly(new TopTracks.Hit("Track 1"));
        assertThat(albums.get(4).tracks()).containsExactly(new TopTracks.Hit("Track 5"), new TopTracks.Hit("Track 4"));
        assertThat(statements()).hasSize(2);
    }

    record TopTags(
            long id,

            @Many(limit = 2, orderBy = "name desc") @Select("tags.name")
            List<String> tags) {}

    @Test
    void limitsTheElementsOfAManyToMany() {
        assertThat(list(TopTags.class, query -> query.orderBy("id")).get(3).tags())
                .containsExactly("tag 4", "tag 3");
    }

    @Test
    void filtersOrdersAndLimits() {
        List<Flat> flat = list(
                Flat.class,
                query -> query.where((album, cb) -> cb.like(album.get("title"), "%1%"))
                        .where((album, cb) -> cb.greaterThan(album.get("id"), 1L))
                        .orderBy("artist.name desc nulls last, id")
                        .limit(2));

        assertThat(flat).extracting(Flat::id).containsExactly(11L, 10L);
    }

    @Test
    void filtersByText() {
        List<Flat> flat = list(
                Flat.class,
                query -> query.where(
                                "e.artist.name = :name or e.year = :year", Map.of("name", "Artist 1", "year", 1991))
                        .where("e.id in :ids", Map.of("ids", List.of(1L, 3L, 4L)))
                        .where((album, cb) -> cb.greaterThan(album.get("id"), 1L))
                        .orderBy("id"));

        assertThat(flat).extracting(Flat::id).containsExactly(3L);
    }

    @Test
    void bindsANullParameter() {
        Map<String, Object> none = new HashMap<>();
        none.put("released", null);

        List<Flat> flat = list(Flat.class, query -> query.where("e.released is not distinct from :released", none));

        assertThat(flat).hasSize(Music.ALBUMS / 2);
    }

    @Test
    void refusesAParameterWithTwoValues() {
        assertThatThrownBy(() -> list(
                        Flat.class,
                        query -> query.where("e.id > :id", Map.of("id", 1L)).where("e.id < :id", Map.of("id", 9L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"id\"");
    }

    @Test
    void streamsInChunks() {
        List<Long> ids = new java.util.ArrayList<>();
        Projection<Album, TopTracks> projection =
                Projection.of(Album.class, TopTracks.class).build(music.entityManagers);
        music.write(em -> {
            music.statements.clear();
            projection.query(em).orderBy("id").forEach(5, album -> ids.add(album.id()));
        });
        assertThat(ids).hasSize(Music.ALBUMS).isSorted();
        assertThat(statements()).hasSize(1 + 3);
    }

    record Computed(long id, int trackCount) {}

    @Test
    void computesAnExpression() {
        Projection<Album, Computed> projection = Projection.of(Album.class, Computed.class)
                .expression("trackCount", "size(e.tracks)")
                .build(music.entityManagers);
        List<Computed> albums =
                music.read(em -> projection.query(em).orderBy("id").list());
        assertThat(albums).extracting(Computed::trackCount).startsWith(1, 2, 3);
    }

    private <V> List<V> list(Class<V> view, Function<ProjectionQuery<Album, V>, ProjectionQuery<Album, V>> narrowed) {
        Projection<Album, V> projection = Projection.of(Album.class, view).build(music.entityManagers);
        music.statements.clear();
        return music.read(em -> narrowed.apply(projection.query(em)).list());
    }

    private List<String> statements() {
        return music.statements.statements().stream()
                .map(statement -> statement.sql())
                .toList();
    }

    private static List<String> columns(String sql) {
        return List.of(sql.substring("select ".length(), sql.indexOf(" from ")).split(","));
    }
}
