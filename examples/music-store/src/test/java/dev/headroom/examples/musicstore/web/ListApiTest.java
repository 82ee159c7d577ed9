package dev.headroom.examples.musicstore.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreOrder;
import dev.headroom.examples.musicstore.web.ListWalk.Page;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedStore.class)
class ListApiTest {

    private final RunningStore store;

    ListApiTest(RunningStore store) {
        this.store = store;
    }

    @Test
    void pagesHaveFiftyItemsAndLinksOnlyWhereThereIsMore() {
        assertThat(store.json("/api/tracks").size()).isEqualTo(50);
        assertThat(store.json("/api/tracks").at("/0").propertyNames())
                .containsExactly("id", "name", "composer", "album", "milliseconds", "unitPrice");
        assertThat(Page.read(store, "/api/tracks").links()).containsOnlyKeys("next", "last");
        assertThat(Page.read(store, "/api/tracks?before=").links()).containsOnlyKeys("prev", "first");
    }

    @Test
    void invoiceLinesKnowTheirInvoiceAndTrack() {
        JsonNode line = store.json("/api/invoice-lines?size=1").at("/0");

        assertThat(line.propertyNames())
                .containsExactly("id", "invoiceId", "invoiceDate", "track", "unitPrice", "quantity");
        assertThat(List.of(
                        line.path("invoiceDate").asString(), line.path("track").asString()))
                .isEqualTo(store.jdbc()
                        .sql("""
                                select to_char(invoice_date, 'YYYY-MM-DD"T"HH24:MI:SS'), name
                                from invoice_line join invoice using (invoice_id) join track using (track_id)
                                where invoice_line_id = ?
                                """)
                        .param(line.path("id").asInt())
                        .query((row, number) -> List.of(row.getString(1), row.getString(2)))
                        .single());
    }

    @ParameterizedTest
    @EnumSource(StoreOrder.class)
    void everyOrderIsThatOfTheDatabaseForwardAndBack(StoreOrder order) {
        new ListWalk(store, order, 199).agreesWithTheDatabase();
    }

    @ParameterizedTest
    @EnumSource(StoreOrder.class)
    void readsTheEndsOfEveryOrder(StoreOrder order) {
        List<Integer> expected = order.expected(store);
        Page first = Page.read(store, order.path() + "&size=7");
        Page last = Page.read(store, first.links().get("last"));

        assertThat(last.ids()).isEqualTo(expected.subList(expected.size() - 7, expected.size()));
        assertThat(Page.read(store, last.links().get("first"))).isEqualTo(first);
    }

    @Test
    void theFirstOrderIsTakenIfNoneIsAskedFor() {
        for (StoreOrder order : List.of(StoreOrder.LINES_BY_PRICE, StoreOrder.TRACKS_BY_NAME)) {
            assertThat(store.json("/api/" + order.list)).isEqualTo(store.json(order.path()));
        }
    }

    @ParameterizedTest
    @EnumSource(StoreOrder.class)
    void refusesTheCursorsOfAllOtherOrders(StoreOrder order) {
        String next = Page.read(store, order.path() + "&size=1").links().get("next");
        String cursor = next.substring(next.indexOf("after="));

        assertThat(Stream.of(StoreOrder.values()).filter(other -> other != order))
                .allSatisfy(other -> assertThat(store.json(other.path() + "&" + cursor)
                                .path("reason")
                                .asString())
                        .isEqualTo("WRONG_QUERY"));
    }

    @ParameterizedTest
    @CsvSource({
        "size=0, PAGE_SIZE,",
        "size=201, PAGE_SIZE,",
        "sort=Name, UNKNOWN_SORT,",
        "sort=, UNKNOWN_SORT,",
        "after=zzz, INVALID_CURSOR, MALFORMED",
        "before=%20, INVALID_CURSOR, MALFORMED",
        "after=AfES8XGurpp3AAAADEFtYmVyIEF2ZW51ZQAAC9658T3u6FqtK6yibAF1CgiZ, INVALID_CURSOR, TAMPERED",
        "after=a&before=b, INVALID_CURSOR, AMBIGUOUS"
    })
    void refusesWithACodeThatIsExplained(String query, String code, String reason) {
        String explained = store.get("/problems.html").body();
        for (String path : List.of("/api/tracks?", "/api/invoice-lines?")) {
            HttpResponse<String> response = store.get(path + query);
            JsonNode problem = store.json(path + query);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(problem.path("code").asString()).isEqualTo(code);
            assertThat(problem.path("reason").asString(null)).isEqualTo(reason);
            assertThat(problem.path("detail").asString()).isNotEmpty();
            assertThat(problem.path("type").asString()).startsWith("/problems.html#");
            String section = problem.path("type").asString().split("#", 2)[1];
            assertThat(explained).contains("id=\"" + section + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"many", "99999999999", "1.5"})
    void refusesASizeThatIsNoNumber(String size) {
        HttpResponse<String> response = store.get("/api/tracks?size=" + size);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(store.json("/api/tracks?size=" + size).path("detail").asString())
                .contains("'size'");
    }

    @Test
    void theseTestsKnowEveryOrder() {
        for (String list : List.of("tracks", "invoice-lines")) {
            assertThat(store.json("/api/" + list + "?sort=none")
                            .path("choices")
                            .valueStream()
                            .map(JsonNode::asString))
                    .isEqualTo(Arrays.stream(StoreOrder.values())
                            .filter(order -> order.list.equals(list))
                            .map(order -> order.sort)
                            .toList());
        }
    }

    @Test
    void everyProblemOfTheComparisonIsExplained() {
        assertThat(List.of("out-of-range", "busy", "timeout"))
                .allSatisfy(
                        name -> assertThat(store.get("/problems.html").body()).contains("id=\"" + name + "\""));
    }
}
