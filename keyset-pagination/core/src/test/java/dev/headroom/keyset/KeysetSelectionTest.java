package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.JoinType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServersExtension.class)
class KeysetSelectionTest {

    private static SongStore store;
    private static Keyset<Song> byAlbum;

    private EntityManager em;

    private record Line(Long id, String title) {

        static Line of(Object[] values) {
            return new Line((Long) values[0], (String) values[1]);
        }
    }

    @BeforeAll
    static void open(Servers servers) {
        store = new SongStore(servers.database(DatabaseKind.POSTGRESQL));
        byAlbum = store.keyset(asc("album.title").ignoreCase().nullsFirst(), desc("rating"));
        // Songs 4 and 8 have no album, songs 3 and 7 one without a title.
        store.fill(8, song -> song.album = song.id % 4 == 0 ? null : store.albums.get((int) (song.id % 4)));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void begin() {
        em = store.entityManagers.createEntityManager();
        store.statements.clear();
    }

    @AfterEach
    void end() {
        em.close();
    }

    @Test
    void selectsPartsWithTheKeysHidden() {
        KeysetQuery<Song, Line> lines = byAlbum.query(em)
                .select(
                        (song, cb) -> List.of(
                                song.get("id"),
                                song.join("album", JoinType.LEFT).get("title")),
                        Line::of);
        List<Line> walked = new ArrayList<>();
        KeysetPage<Line> page = lines.page(KeysetRequest.first(3));
        page.forEach(walked::add);
        while (page.hasNext()) {
            page = lines.page(page.next().orElseThrow());
            page.forEach(walked::add);
        }

        assertThat(walked)
                .containsExactly(
                        new Line(8L, null),
                        new Line(7L, null),
                        new Line(4L, null),
                        new Line(3L, null),
                        new Line(5L, "achtung baby"),
                        new Line(1L, "achtung baby"),
                        new Line(6L, "Stay on These Roads"),
                        new Line(2L, "Stay on These Roads"));
        assertThat(store.statements.statements())
                .allSatisfy(statement -> assertThat(statement.sql()).doesNotContain("composer"));
    }

    @Test
    void selectsAColumnThatIsAlsoAKey() {
        Keyset<Song> byName = store.keyset(asc("name"));
        store.statements.clear();
        KeysetPage<Object[]> page = byName.query(em)
                .select((song, cb) -> List.of(song.get("name"), song.get("name"), song.get("id")), row -> row)
                .page(KeysetRequest.first(1));
        assertThat(page.content().get(0)).containsExactly("Song 1", "Song 1", 1L);
        assertThat(store.statements.statements().get(0).sql()).startsWith("select s1_0.name,s1_0.id from");
    }

    @Test
    void joinsAsTheMappingAllows() {
        byAlbum.query(em).page(KeysetRequest.first(1));
        assertThat(store.statements.statements().get(0).sql()).contains(" left join Album ");

        Keyset<Track> ofTracks = Keyset.of(
                        Track.class,
                        asc("album.title").nullsLast(),
                        asc("album.artist.id").nullsLast())
                .cursors(SongStore.CURSORS)
                .build(store.entityManagers);
        store.statements.clear(); // building asks which columns may be null
        ofTracks.query(em).page(KeysetRequest.first(1));
        assertThat(store.statements.statements().get(0).sql())
                .as("a track always has an album, and the artist's id is the album's foreign key")
                .contains(" join Album ")
                .doesNotContain("left join", "Artist");
    }

    @Test
    void keepsFiltersAndScopeOfTheQueryBefore() {
        KeysetQuery<Song, Song> songs = store.keyset()
                .query(em)
                .where((song, cb) -> cb.greaterThan(song.get("id"), 6L))
                .scope("tenant");
        KeysetPage<Object> ids = songs.select((song, cb) -> List.of(song.get("id")), row -> row[0])
                .page(KeysetRequest.first(1));
        assertThat(ids).containsExactly(7L);
        assertThat(SongStore.ids(songs.page(ids.next().orElseThrow()))).containsExactly(8L);
    }

    @Test
    void loadsMoreForThePageThatWasRead() {
        List<Long> loaded = new ArrayList<>();
        KeysetQuery<Song, Song> query = byAlbum.query(em)
                .loading((entityManager, songs) -> loaded.addAll(SongStore.ids(songs)))
                .loading((entityManager, songs) -> entityManager
                        .createQuery("select a from Album a where a in :albums", Album.class)
                        .setParameter(
                                "albums",
                                songs.stream()
                                        .map(song -> song.album)
                                        .filter(album -> album != null)
                                        .toList())
                        .getResultList());
        KeysetPage<Song> page = query.page(KeysetRequest.last(3));
        assertThat(loaded).isEqualTo(SongStore.ids(page)).hasSize(3);
        assertThat(store.statements.statements()).hasSize(2);
        assertThat(page.content().get(0).album.title()).isEqualTo("achtung baby");
        assertThat(store.statements.statements())
                .as("no album is loaded one by one")
                .hasSize(2);

        loaded.clear();
        query.where((song, cb) -> cb.disjunction()).page(KeysetRequest.first(3));
        assertThat(loaded).isEmpty();
        assertThat(query.around(6L, 1)).isPresent();
        assertThat(loaded).containsExactly(6L);
    }

    @Test
    void opensNoPageAroundARowThatIsNotThere() {
        assertThat(byAlbum.query(em).around(99L, 3)).isEmpty();
        assertThat(byAlbum.query(em)
                        .where((song, cb) -> cb.notEqual(song.get("id"), 6L))
                        .around(6L, 3))
                .isEmpty();
        assertThatThrownBy(() -> byAlbum.query(em).around(6L, 0)).isInstanceOf(PageSizeException.class);
    }

    @Test
    void refusesToGoOnFromANullThatWasNotSaidToBe() {
        Keyset<Song> undeclared =
                store.keyset(SortKey.<Song, String>asc("composer", String.class, (song, cb) -> song.get("composer")));
        assertThatThrownBy(() -> undeclared.query(em).page(KeysetRequest.first(1)))
                .isInstanceOf(NullKeyException.class)
                .hasMessageContaining("\"composer asc\"")
                .hasMessageContaining("nullsFirst() or nullsLast()");
    }
}
