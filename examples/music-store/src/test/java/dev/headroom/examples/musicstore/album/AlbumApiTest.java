package dev.headroom.examples.musicstore.album;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Albums over HTTP, against what the database has. */
@ExtendWith(SharedStore.class)
class AlbumApiTest {

    private static final String NDJSON = "application/x-ndjson";

    private final RunningStore store;

    AlbumApiTest(RunningStore store) {
        this.store = store;
    }

    @Test
    void answersTheFieldsThatAreAskedForByTitle() {
        List<Map<String, Object>> expected = store.jdbc()
                .sql(
                        "select album_id id, title, name from album join artist using (artist_id) order by title, album_id")
                .query()
                .listOfRows()
                .subList(0, 20);
        JsonNode albums = store.json("/api/albums?fields=id,title,artist(name)&limit=20");

        assertThat(StreamSupport.stream(albums.spliterator(), false).map(JsonNode::toString))
                .containsExactlyElementsOf(expected.stream()
                        .map(row -> "{\"id\":%s,\"title\":\"%s\",\"artist\":{\"name\":\"%s\"}}"
                                .formatted(row.get("id"), row.get("title"), row.get("name")))
                        .toList());
    }

    /** Each is a request and its answer; more data have other titles and artists. */
    @Test
    void theSamplesOfTheReadmeAreAnsweredSo() throws Exception {
        List<String> samples = Pattern.compile("```\\RGET (/api/albums.*?)\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(sample -> sample.group(1) + "\n" + sample.group(2).strip())
                .toList();

        assertThat(samples).hasSize(2);
        for (int sample = 0; sample < 2; sample++) {
            String path = samples.get(sample).lines().findFirst().orElseThrow();
            String answer = get(path, sample == 0 ? "application/json" : NDJSON).body();
            assertThat(path + "\n" + answer.strip()).isEqualTo(samples.get(sample));
        }
    }

    @Test
    void answersAllFieldsIfNoneAreNamed() {
        JsonNode albums = store.json("/api/albums");
        JsonNode first = albums.get(0);

        assertThat(albums).hasSize(50);
        assertThat(first.propertyNames()).containsExactly("id", "title", "artist", "cover", "tracks");
        String tracks = store.jdbc()
                .sql("select json_agg(t)::text from (select track_id id, name, milliseconds from track"
                        + " where album_id = ? order by track_id limit 3) t")
                .param(first.path("id").asInt())
                .query(String.class)
                .single();
        assertThat(first.path("tracks")).hasSize(3).isEqualTo(new JsonMapper().readTree(tracks));
    }

    @Test
    void answersLinesAndTheirEndToWhoPrefersThem() throws Exception {
        HttpResponse<String> response = get("/api/albums?fields=title&limit=3", NDJSON);

        assertThat(response.headers().firstValue("Content-Type")).hasValue(NDJSON);
        assertThat(response.body().lines()).hasSize(4).last().isEqualTo("{\"@end\":{\"rows\":3}}");
        assertThat(response.body()).startsWith("{\"title\":\"").doesNotContain("\"id\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,titel | 3 | title | Field \"titel\" at offset 3 is not there. Did you mean \"title\"?",
                "artist(nam) | 7 | artist.name | Field \"artist.nam\" at offset 7 is not there. Did you mean \"artist.name\"?"
            })
    void refusesAFieldThatIsNotThereAndSaysWhatMayHaveBeenMeant(
            String fields, int offset, String suggestion, String message) throws Exception {
        for (String path : List.of("/api/albums", "/api/compare/albums")) {
            HttpResponse<String> response = get(path + "?fields=" + fields, "*/*");
            JsonNode problem = new JsonMapper().readTree(response.body());

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(problem.path("code").asString()).isEqualTo("INVALID_FIELDS");
            assertThat(problem.path("type").asString()).isEqualTo("/problems.html#invalid-fields");
            assertThat(problem.path("detail").asString()).isEqualTo(message);
            assertThat(problem.path("offset").asInt()).isEqualTo(offset);
            assertThat(problem.path("suggestion").asString()).isEqualTo(suggestion);
        }
    }

    /** A client that takes lines is refused in the same way. */
    @ParameterizedTest
    @ValueSource(strings = {"fields=id,", "fields=artist(", "fields=password", "limit=0", "limit=201"})
    void refusesWhatCannotBeAnswered(String query) throws Exception {
        for (String accept : List.of("application/json", NDJSON)) {
            HttpResponse<String> response = get("/api/albums?" + query, accept);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("\"detail\":\"");
        }
    }

    @Test
    void aCoverIsFoundAtItsAddressAndKeptForEver() throws Exception {
        String address =
                store.json("/api/albums?fields=cover&limit=1").at("/0/cover").asString();
        assertThat(address).matches("/api/albums/\\d+/cover\\?v=1");
        HttpResponse<byte[]> response = cover(address);

        assertThat(response.headers().firstValue("Content-Type")).hasValue("image/bmp");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("max-age=31536000, public, immutable");
        assertThat(response.body())
                .hasSize(15_606)
                .isEqualTo(store.jdbc()
                        .sql("select cover from album order by title, album_id limit 1")
                        .query(byte[].class)
                        .single());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?v=0", "?v=2"})
    void aCoverAtAnotherAddressIsNotKept(String version) throws Exception {
        HttpResponse<byte[]> response = cover("/api/albums/1/cover" + version);

        assertThat(response.body()).hasSize(15_606);
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void knowsNoOtherAlbum() {
        HttpResponse<String> response = store.get("/api/albums/0/cover");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .contains("\"code\":\"UNKNOWN_ALBUM\"")
                .contains("There is no album 0: choose one of /api/albums.");
    }

    private HttpResponse<String> get(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(store.address(path))
                .header("Accept", accept)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    private HttpResponse<byte[]> cover(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(store.address(path)).build(), BodyHandlers.ofByteArray());
    }
}
