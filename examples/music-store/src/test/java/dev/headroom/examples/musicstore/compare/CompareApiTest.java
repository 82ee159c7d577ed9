package dev.headroom.examples.musicstore.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreOrder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@ExtendWith(SharedStore.class)
class CompareApiTest {

    private final RunningStore store;

    CompareApiTest(RunningStore store) {
        this.store = store;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 1199, 10_000, SharedStore.INVOICE_LINES - 20})
    void bothWaysGiveTheSameRowsAtAnyDepth(int depth) {
        JsonNode comparison = store.json("/api/compare/invoice-lines?depth=" + depth);

        assertThat(comparison.path("sameRows").asBoolean()).isTrue();
        assertThat(comparison.at("/keyset/rowsRead").asInt()).isBetween(20, 21);
    }

    @Test
    void offsetReadsAllRowsBeforeThePageAndTheKeysetReadsNoneOfThem() {
        JsonNode deep = store.json("/api/compare/invoice-lines?depth=15000&size=20");

        assertThat(deep.at("/offset/rowsRead").asInt()).isGreaterThanOrEqualTo(15_020);
        assertThat(deep.at("/offset/buffersRead").asInt())
                .isGreaterThan(10 * deep.at("/keyset/buffersRead").asInt());
        assertThat(deep.at("/keyset/access").asString()).isEqualTo("Index Scan Backward using invoice_line_by_price");
    }

    @ParameterizedTest
    @EnumSource(StoreOrder.class)
    void everyOrderGivesTheSameRowsAtAnyDepth(StoreOrder order) {
        int rows = order.expected(store).size();
        for (int depth : List.of(0, 1, rows / 3, rows / 2, rows - 21, rows - 20)) {
            assertThat(compare(order, depth).path("sameRows").asBoolean())
                    .as("depth %s", depth)
                    .isTrue();
        }
    }

    /** The page says so: the orders that one index serves, with nulls and mixed directions among them. */
    @ParameterizedTest
    @CsvSource({
        "LINES_BY_PRICE, invoice_line_by_price",
        "LINES_BY_INVOICE, invoice_line_by_invoice",
        "LINES_OLDEST_FIRST, invoice_line_pkey",
        "TRACKS_BY_NAME, track_by_name",
        "TRACKS_BY_COMPOSER, track_by_composer",
        "TRACKS_WITHOUT_COMPOSER_FIRST, track_by_composer",
        "TRACKS_BY_PRICE, track_by_price",
        "TRACKS_BY_LENGTH, track_by_length",
        "TRACKS_NEWEST_FIRST, track_pkey"
    })
    void anOrderWithAnIndexReadsNoMoreThanThePage(StoreOrder order, String index) {
        int rows = order.expected(store).size();
        for (int depth : List.of(0, rows / 2, rows - 40)) {
            JsonNode keyset = compare(order, depth).path("keyset");
            assertThat(keyset.path("rowsRead").asInt()).isBetween(20, 42);
            assertThat(keyset.path("access").asString()).endsWith(" using " + index);
        }
    }

    private JsonNode compare(StoreOrder order, int depth) {
        return store.json("/api/compare/" + order.list + "?sort=" + order.sort + "&depth=" + depth);
    }

    @Test
    void countsAllStatementsOfAPage() {
        JsonNode keyset = compare(StoreOrder.LINES_BY_INVOICE, 10_000).path("keyset");

        assertThat(keyset.path("statements").size()).isEqualTo(2);
        assertThat(keyset.path("rowsRead").asInt()).isGreaterThanOrEqualTo(20);
    }

    @Test
    void showsTheStatementsOfHibernateWithTheirParameters() {
        JsonNode comparison = store.json("/api/compare/invoice-lines?depth=5&size=3");

        assertThat(comparison.at("/offset/statements/0/sql").asString()).contains(" offset ? rows ");
        assertThat(comparison.at("/offset/statements/0/parameters").toString()).isEqualTo("[\"5\",\"4\"]");
        assertThat(comparison.at("/keyset/statements/0/sql").asString())
                .contains(")<(?,?)")
                .doesNotContain("offset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "depth=-1",
                "depth=19981",
                "depth=1&size=0",
                "depth=1&size=201",
                "depth=x",
                "",
                "depth=1&sort=none"
            })
    void refusesWhatIsOutOfRange(String query) {
        assertThat(store.get("/api/compare/invoice-lines?" + query).statusCode())
                .isEqualTo(400);
    }

    @Test
    void comparisonsOfManyReadersRunOneAfterTheOther() {
        assertThat(List.of(1, 2, 3, 4, 5, 6).parallelStream()
                        .map(depth -> store.get("/api/compare/invoice-lines?depth=" + depth)
                                .statusCode()))
                .containsOnly(200);
    }
}
