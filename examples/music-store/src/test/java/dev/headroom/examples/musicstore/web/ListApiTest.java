package dev.headroom.examples.musicstore.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedStore.class)
class ListApiTest {

    private final RunningStore store;

    ListApiTest(RunningStore store) {
        this.store = store;
    }

    @Test
    void pagesHaveFiftyItemsAndCursorsOnlyWhereThereIsMore() {
        JsonNode first = store.json("/api/tracks");

        assertThat(first.path("items").size()).isEqualTo(50);
        assertThat(first.at("/items/0").propertyNames())
                .containsExactly("id", "name", "composer", "milliseconds", "unitPrice");
        assertThat(first.at("/page/size").asInt()).isEqualTo(50);
        assertThat(first.at("/page/before").isNull()).isTrue();
        assertThat(first.at("/page/after").asString()).isNotEmpty();
    }

    @Test
    void invoiceLinesKnowTheirInvoiceAndTrack() {
        JsonNode line = store.json("/api/invoice-lines?size=1").at("/items/0");

        assertThat(line.propertyNames()).containsExactly("id", "invoiceId", "trackId", "unitPrice", "quantity");
        assertThat(List.of(line.path("invoiceId").asInt(), line.path("trackId").asInt()))
                .isEqualTo(store.jdbc()
                        .sql("select invoice_id, track_id from invoice_line where invoice_line_id = ?")
                        .param(line.path("id").asInt())
                        .query((row, number) -> List.of(row.getInt(1), row.getInt(2)))
                        .single());
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 100})
    void generatedTracksAreWalkedInTheDatabasesOrder(int size) {
        List<Integer> forward = new ArrayList<>();
        List<Integer> back = new ListWalk(store, "/api/tracks", size).forwardAndBack(forward);

        List<Integer> expected = store.jdbc()
                .sql("select track_id from track order by name, track_id")
                .query(Integer.class)
                .list();
        assertThat(forward).isEqualTo(expected);
        assertThat(back).isEqualTo(expected);
    }

    @Test
    void invoiceLinesAreWalkedInTheDatabasesOrder() {
        List<Integer> forward = new ArrayList<>();
        List<Integer> back = new ListWalk(store, "/api/invoice-lines", 199).forwardAndBack(forward);

        List<Integer> expected = store.jdbc()
                .sql("select invoice_line_id from invoice_line order by unit_price desc, invoice_line_id desc")
                .query(Integer.class)
                .list();
        assertThat(forward).isEqualTo(expected).hasSize(SharedStore.INVOICE_LINES);
        assertThat(back).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "size=0, PAGE_SIZE",
        "size=-1, PAGE_SIZE",
        "size=201, PAGE_SIZE",
        "size=many, NOT_A_NUMBER",
        "size=99999999999, NOT_A_NUMBER",
        "after=zzz, MALFORMED",
        "before=%20, MALFORMED",
        "after=, MALFORMED",
        "after=AfES8XGurpp3AAAADEFtYmVyIEF2ZW51ZQAAC9658T3u6FqtK6yibAF1CgiZ, TAMPERED",
        "after=a&before=b, AMBIGUOUS"
    })
    void refusesWithTheReason(String query, String reason) {
        for (String path : List.of("/api/tracks?", "/api/invoice-lines?")) {
            HttpResponse<String> response = store.get(path + query);
            JsonNode problem = store.json(path + query);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(problem.path("reason").asString()).isEqualTo(reason);
            assertThat(problem.path("detail").asString()).isNotEmpty();
            assertThat(problem.path("type").asString()).startsWith("/problems.html#");
        }
    }

    @Test
    void refusesTheCursorOfAnotherList() {
        String cursor = store.json("/api/tracks?size=1").at("/page/after").asString();

        assertThat(store.json("/api/invoice-lines?after=" + cursor)
                        .path("reason")
                        .asString())
                .isEqualTo("WRONG_QUERY");
    }

    @Test
    void everyProblemIsExplainedOnItsPage() {
        String page = store.get("/problems.html").body();

        assertThat(List.of("invalid-cursor", "page-size", "not-a-number", "out-of-range", "busy"))
                .allSatisfy(name -> assertThat(page).contains("id=\"" + name + "\""));
    }
}
