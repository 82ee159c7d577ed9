package dev.headroom.examples.musicstore.album;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.projection.Payload;
import dev.headroom.projection.jackson.JsonRows;
import dev.headroom.projection.mask.FieldMask;
import jakarta.persistence.EntityManagerFactory;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the panel of albums says, against what the API answers and the database has. */
@ExtendWith(SharedStore.class)
class AlbumComparisonTest {

    private static final int COVER = 15_606;

    private final RunningStore store;

    AlbumComparisonTest(RunningStore store) {
        this.store = store;
    }

    /** Base64 makes four bytes of three, and compression undoes no more than that. */
    @ParameterizedTest
    @ValueSource(ints = {1, 50})
    void wholeEntitiesBringEveryCover(int limit) {
        JsonNode whole = compare("id,title", limit).path("whole");

        assertThat(whole.path("bytes").asInt()).isGreaterThan(limit * COVER * 4 / 3);
        assertThat(whole.path("gzipBytes").asInt()).isGreaterThan(limit * COVER);
        assertThat(whole.path("columns").asInt()).isEqualTo(7);
        assertThat(whole.path("statements")).hasSize(1);
        assertThat(whole.at("/statements/0").asString()).contains(".cover,", " join artist ");
        assertThat(whole.path("beginning").asString()).startsWith("[{\"id\":").hasSize(401);
    }

    @Test
    void theProjectedListIsTheAnswerOfTheApi() {
        String answer = store.get("/api/albums?fields=id,title,artist(name)").body();
        JsonNode projected = compare("id,title,artist(name)", 50).path("projected");

        assertThat(projected.path("bytes").asInt()).isEqualTo(answer.getBytes(UTF_8).length);
        assertThat(projected.path("beginning").asString()).isEqualTo(answer.substring(0, 400) + "…");
        assertThat(projected.path("gzipBytes").asInt()).isBetween(500, answer.length() - 1000);
    }

    /** No more columns than fields, but for the key of a part that may be missing, and those that make an address. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title | title | 1 | 1",
                "title,id,title | id,title | 2 | 1",
                "id,title,artist(name) | artist.name,id,title | 4 | 1",
                "cover | cover | 2 | 1",
                "id,tracks(name) | id,tracks.name | 3 | 2"
            })
    void selectsWhatIsAskedFor(String fields, String canonical, int columns, int statements) {
        JsonNode comparison = compare(fields, 50);
        JsonNode projected = comparison.path("projected");

        assertThat(comparison.path("fields").asString()).isEqualTo(canonical);
        assertThat(projected.path("statements")).hasSize(statements);
        assertThat(projected.path("columns").asInt()).isEqualTo(columns);
        assertThat(projected.path("statements").toString()).doesNotContain(".cover,", ".cover ");
        assertThat(projected.path("bytes").asInt())
                .isLessThan(comparison.at("/whole/bytes").asInt() / 100);
    }

    @Test
    void bothListsShowTheSameAlbums() {
        JsonNode comparison = compare("**", 7);

        assertThat(comparison.path("albums").asInt()).isEqualTo(7);
        assertThat(comparison.path("sameAlbums").asBoolean()).isTrue();
        assertThat(comparison.path("fields").asString())
                .isEqualTo("artist(id,name),cover,id,title,tracks(id,milliseconds,name)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | [] | true",
                "[{`title`:`a`}] | [{`id`:1,`title`:`a`}] | true",
                "[{`title`:`a`}] | [{`id`:1,`title`:`b`}] | false",
                "[{`title`:`a`}] | [] | false",
                "[] | [{`title`:`a`}] | false",
                "[{`artist`:{`name`:`a`}}] | [{`artist`:{`id`:1,`name`:`a`}}] | true",
                "[{`artist`:{`name`:`a`}}] | [{`artist`:{`id`:1,`name`:`b`}}] | false",
                "[{`artist`:{`name`:`a`}}] | [{`artist`:null}] | false",
                "[{`cover`:`/1`,`tracks`:[]}] | [{`cover`:`R2`}] | true"
            })
    void tellsWhetherWhatBothShowIsTheSame(String projected, String whole, boolean same) {
        assertThat(AlbumComparer.agree(json(projected), json(whole))).isEqualTo(same);
    }

    /** The budget is an album with all that it can show. */
    @Test
    void anAlbumStaysWithinItsBudget() {
        Payload payload = store.bean(AlbumReader.class)
                .write(FieldMask.all(), 200, JsonRows.array(OutputStream.nullOutputStream()));

        assertThat(payload.rows()).isEqualTo(200);
        assertThat(payload.statements()).isEqualTo(2);
        store.bean(AlbumConfiguration.class)
                .albumItems(store.bean(EntityManagerFactory.class))
                .checkBudget(payload);
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text.replace('`', '"'));
    }

    private JsonNode compare(String fields, int limit) {
        return store.json("/api/compare/albums?limit=" + limit + "&fields=" + fields);
    }
}
