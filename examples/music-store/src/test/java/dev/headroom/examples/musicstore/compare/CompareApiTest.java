package dev.headroom.examples.musicstore.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
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
        JsonNode comparison = store.json("/api/compare?depth=" + depth);

        assertThat(comparison.path("sameRows").asBoolean()).isTrue();
        assertThat(comparison.at("/keyset/rowsRead").asInt()).isBetween(20, 21);
    }

    @Test
    void offsetReadsAllRowsBeforeThePageAndTheKeysetReadsNoneOfThem() {
        JsonNode deep = store.json("/api/compare?depth=15000&size=20");

        assertThat(deep.at("/offset/rowsRead").asInt()).isGreaterThanOrEqualTo(15_020);
        assertThat(deep.at("/offset/buffersRead").asInt())
                .isGreaterThan(10 * deep.at("/keyset/buffersRead").asInt());
        assertThat(deep.at("/keyset/access").asString()).isEqualTo("Index Scan Backward using invoice_line_by_price");
    }

    @Test
    void showsTheStatementsOfHibernateWithTheirParameters() {
        JsonNode comparison = store.json("/api/compare?depth=5&size=3");

        assertThat(comparison.at("/offset/sql").asString()).contains(" offset ? rows ");
        assertThat(comparison.at("/offset/parameters").toString()).isEqualTo("[\"5\",\"4\"]");
        assertThat(comparison.at("/keyset/sql").asString())
                .contains(" < (?, ?) ")
                .doesNotContain("offset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"depth=-1", "depth=19981", "depth=1&size=0", "depth=1&size=201", "depth=x", ""})
    void refusesWhatIsOutOfRange(String query) {
        assertThat(store.get("/api/compare?" + query).statusCode()).isEqualTo(400);
    }

    @Test
    void comparisonsOfManyReadersRunOneAfterTheOther() {
        assertThat(List.of(1, 2, 3, 4, 5, 6).parallelStream()
                        .map(depth -> store.get("/api/compare?depth=" + depth).statusCode()))
                .containsOnly(200);
    }
}
