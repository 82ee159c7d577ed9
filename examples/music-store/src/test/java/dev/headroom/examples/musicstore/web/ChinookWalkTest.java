package dev.headroom.examples.musicstore.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(ints = {1, 7, 50, 100})
    void givesEachTrackOnceInTheDatabasesOrder(int size) {
        List<Integer> forward = new ArrayList<>();
        List<Integer> back = new ListWalk(store, "/api/tracks", size).forwardAndBack(forward);

        List<Integer> expected = store.jdbc()
                .sql("select track_id from track order by name, track_id")
                .query(Integer.class)
                .list();
        assertThat(forward).isEqualTo(expected).hasSize(3503).doesNotHaveDuplicates();
        assertThat(back).isEqualTo(expected);
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
