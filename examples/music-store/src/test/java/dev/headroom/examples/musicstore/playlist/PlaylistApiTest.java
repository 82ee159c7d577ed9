package dev.headroom.examples.musicstore.playlist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the panel of playlists says, against what the database has. */
@ExtendWith(SharedStore.class)
class PlaylistApiTest {

    private static final String ALBUMS =
            "select distinct album_id from playlist_track join track using (track_id) where album_id is not null"
                    + " and playlist_id = ";

    private final RunningStore store;

    PlaylistApiTest(RunningStore store) {
        this.store = store;
    }

    @Test
    void listsAllPlaylistsWithTheirLengths() {
        List<Map<String, Object>> expected = store.jdbc()
                .sql("select playlist_id, p.name, count(t.track_id) tracks from playlist p"
                        + " left join playlist_track t using (playlist_id) group by playlist_id order by playlist_id")
                .query()
                .listOfRows();

        assertThat(store.json("/api/playlists"))
                .hasSize(expected.size())
                .allSatisfy(playlist -> assertThat(expected)
                        .contains(Map.of(
                                "playlist_id", playlist.path("id").asInt(),
                                "name", playlist.path("name").asString(),
                                "tracks", playlist.path("tracks").asLong())));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void lazilyAStatementForEachAlbumAndEachArtist(int playlist) {
        JsonNode lazy = compare(playlist).path("lazy");
        int albums = count(ALBUMS + playlist);
        int artists = count("select distinct artist_id from album where album_id in (" + ALBUMS + playlist + ")");

        assertThat(albums).isGreaterThan(50);
        assertThat(lazy.path("statements").asInt()).isEqualTo(2 + albums + artists);
        assertThat(lazy.path("rows").asInt()).isEqualTo(1 + tracks(playlist) + albums + artists);
        assertThat(times(lazy)).containsExactlyInAnyOrder(1, 1, albums, artists);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void byThePlanTwoStatements(int playlist) {
        JsonNode planned = compare(playlist).path("planned");

        assertThat(planned.path("statements").asInt()).isEqualTo(2);
        assertThat(planned.path("rows").asInt()).isEqualTo(1 + tracks(playlist));
        assertThat(times(planned)).containsExactly(1, 1);
        assertThat(planned.at("/sent/0/sql").asString()).contains(" from playlist ");
        assertThat(planned.at("/sent/1/sql").asString())
                .contains(" from playlist_track ", " join track ", " join album ", " join artist ");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 18})
    void bothWaysGiveTheSameItemsWhichAreThoseOfTheDatabase(int playlist) {
        JsonNode comparison = compare(playlist);

        assertThat(comparison.path("sameItems").asBoolean()).isTrue();
        assertThat(comparison.path("tracks").asInt()).isEqualTo(tracks(playlist));
        JsonNode first = comparison.at("/items/0");
        assertThat(comparison.path("items")).hasSize(10);
        assertThat(store.jdbc()
                        .sql("select t.name, title, artist.name artist from track t left join album using (album_id)"
                                + " left join artist using (artist_id) where track_id = ?")
                        .param(first.path("id").asInt())
                        .query()
                        .singleRow())
                .isEqualTo(Map.of(
                        "name", first.path("name").asString(),
                        "title", first.path("album").asString(),
                        "artist", first.path("artist").asString()));
    }

    @Test
    void theWatchNamesWhatCameOneByOneAndTheLineThatMendsIt() {
        JsonNode comparison = compare(2);
        int albums = count(ALBUMS + 2);
        JsonNode album = comparison.at("/lazy/findings/0");
        JsonNode artist = comparison.at("/lazy/findings/1");

        assertThat(comparison.at("/lazy/findings")).hasSize(2);
        assertThat(album.path("role").asString()).isEqualTo("Track.album");
        assertThat(album.path("kind").asString()).isEqualTo("N_PLUS_ONE");
        assertThat(album.path("owners").asInt()).isEqualTo(albums);
        assertThat(album.path("statements").asInt()).isEqualTo(albums);
        assertThat(album.path("callSite").asString()).matches("PlaylistItem\\.of:\\d+");
        assertThat(album.path("root").asString()).isEqualTo("Playlist");
        assertThat(album.path("fix").asString()).isEqualTo("fetch(\"tracks.album\")");
        assertThat(artist.path("role").asString()).isEqualTo("Album.artist");
        assertThat(artist.path("fix").asString()).isEqualTo("fetch(\"tracks.album.artist\")");
        assertThat(comparison.at("/planned/findings")).isEmpty();
    }

    /** At the least an id, a name and a price for each track; lazily the same rows, and no fewer bytes of them. */
    @Test
    void countsBytesOfAllRows() {
        JsonNode comparison = compare(2);

        assertThat(comparison.at("/planned/bytes").asInt()).isBetween(tracks(2) * 80, tracks(2) * 400);
        assertThat(comparison.at("/lazy/bytes").asInt()).isBetween(tracks(2) * 80, tracks(2) * 400);
    }

    /** A store whose first playlist has 5,200 tracks, and the others a tenth of that. */
    @Test
    void refusesToReadAVeryLongPlaylistLazily() {
        try (RunningStore large = RunningStore.start(
                "--spring.datasource.url=" + store.newDatabaseUrl("long_playlists"),
                "--store.scale=260000",
                "--logging.level.root=error")) {
            HttpResponse<String> response = large.get("/api/compare/playlists/1");

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body())
                    .contains("\"code\":\"TOO_MANY_TRACKS\"")
                    .contains("Playlist 1 has 5200 tracks, and must have at most 5000 to be read lazily");
            assertThat(large.json("/api/playlists").at("/0/comparable").asBoolean(true))
                    .isFalse();
            assertThat(large.json("/api/playlists").at("/1/comparable").asBoolean())
                    .isTrue();
            assertThat(large.json("/api/compare/playlists/2").path("sameItems").asBoolean())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 99})
    void knowsNoOtherPlaylist(int playlist) {
        HttpResponse<String> response = store.get("/api/compare/playlists/" + playlist);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body())
                .contains("\"code\":\"UNKNOWN_PLAYLIST\"")
                .contains("There is no playlist " + playlist + ": choose one of /api/playlists.")
                .contains("/problems.html#unknown-playlist");
    }

    private JsonNode compare(int playlist) {
        return store.json("/api/compare/playlists/" + playlist);
    }

    private static List<Integer> times(JsonNode measurement) {
        return StreamSupport.stream(measurement.path("sent").spliterator(), false)
                .map(sent -> sent.path("times").asInt())
                .toList();
    }

    private int tracks(int playlist) {
        return count("select track_id from playlist_track where playlist_id = " + playlist);
    }

    private int count(String query) {
        return store.jdbc()
                .sql("select count(*) from (" + query + ") counted")
                .query(Integer.class)
                .single();
    }
}
