package dev.headroom.examples.musicstore.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.StoreOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The real data, where it is found: at {@code -Dstore.test.data=PATH}, at {@code STORE_TEST_DATA} of the environment, or
 * beside the project.
 */
@ExtendWith(SharedStore.class)
class ChinookWalkTest {

    private static final Path BESIDE_THE_PROJECT = Path.of("../../../shared/data/chinook/ChinookData.json");

    private static String database;
    private static Path data;
    private static RunningStore store;

    @BeforeAll
    static void importsTheFileIntoADatabaseOfTheUsers(RunningStore server) {
        Optional<Path> found = Stream.of(System.getProperty("store.test.data"), System.getenv("STORE_TEST_DATA"))
                .filter(path -> path != null && !path.isEmpty())
                .map(Path::of)
                .findFirst()
                .or(() -> Optional.of(BESIDE_THE_PROJECT).filter(Files::exists));
        Assumptions.assumeTrue(
                found.isPresent(), "No ChinookData.json: give one with -Dstore.test.data=PATH or STORE_TEST_DATA");
        data = found.get();
        database = server.newDatabaseUrl("chinook");
        store = start();
    }

    @AfterAll
    static void stop() {
        if (store != null) {
            store.close();
        }
    }

    @ParameterizedTest
    @MethodSource("ordersAndSizes")
    void givesEachRowOnceInTheDatabasesOrder(StoreOrder order, int size) {
        new ListWalk(store, order, size).agreesWithTheDatabase();
    }

    /** Pages of one row meet every border there is; they are many, so a nullable and a mixed order stand for all. */
    static Stream<Arguments> ordersAndSizes() {
        Stream<Arguments> ones = Stream.of(StoreOrder.TRACKS_WITHOUT_COMPOSER_FIRST, StoreOrder.LINES_BY_INVOICE)
                .map(order -> Arguments.of(order, 1));
        Stream<Arguments> larger = Stream.of(StoreOrder.values())
                .flatMap(order -> Stream.of(7, 50, 100).map(size -> Arguments.of(order, size)));
        return Stream.concat(ones, larger);
    }

    @Test
    void theDataHaveWhatTheOrdersAreAbout() {
        assertThat(StoreOrder.TRACKS_BY_NAME.expected(store)).hasSize(3503);
        assertThat(StoreOrder.LINES_BY_PRICE.expected(store)).hasSize(2240);
        assertThat(count("track where composer is null")).isEqualTo(977);
        assertThat(store.jdbc()
                        .sql("select track_id from track order by name, track_id")
                        .query(Integer.class)
                        .list())
                .isNotEqualTo(StoreOrder.TRACKS_BY_NAME.expected(store));
    }

    private static int count(String rows) {
        return store.jdbc()
                .sql("select count(*) from " + rows)
                .query(Integer.class)
                .single();
    }

    /** Some have no track at all, and some have one. */
    @Test
    void readsEveryPlaylistLazilyAndByAPlan() {
        JsonNode playlists = store.json("/api/playlists");

        assertThat(playlists)
                .hasSize(18)
                .anySatisfy(one -> assertThat(one.path("tracks").asInt()).isZero());
        assertThat(playlists).allSatisfy(playlist -> {
            JsonNode comparison =
                    store.json("/api/compare/playlists/" + playlist.path("id").asInt());
            assertThat(comparison.path("sameItems").asBoolean()).isTrue();
            assertThat(comparison.at("/planned/statements").asInt()).isEqualTo(2);
            assertThat(comparison.at("/planned/rows").asInt())
                    .isEqualTo(1 + playlist.path("tracks").asInt());
            assertThat(comparison.at("/lazy/statements").asInt())
                    .isBetween(2, comparison.at("/lazy/rows").asInt() + 1);
        });
    }

    @Test
    void aSecondStartImportsNothing() {
        String before = loadedAt();
        try (RunningStore second = start()) {
            assertThat(second.json("/api/summary").toString())
                    .isEqualTo("{\"tracks\":3503,\"invoiceLines\":2240,\"source\":\"FILE\"}");
            assertThat(loadedAt()).isEqualTo(before);
        }
    }

    @Test
    void anEmptyTextOfTheFileIsNoValue() {
        assertThat(store.jdbc()
                        .sql("select count(*) from customer where company = '' or state = '' or fax = ''")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    private static RunningStore start() {
        return RunningStore.start(
                "--spring.datasource.url=" + database, "--store.data=" + data, "--logging.level.root=error");
    }

    private static String loadedAt() {
        return store.jdbc()
                .sql("select loaded_at::text from data_origin")
                .query(String.class)
                .single();
    }
}
