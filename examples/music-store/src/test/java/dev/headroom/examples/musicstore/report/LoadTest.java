package dev.headroom.examples.musicstore.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the store says that it is busy with. */
@ExtendWith(SharedStore.class)
class LoadTest {

    private final RunningStore store;

    LoadTest(RunningStore store) {
        this.store = store;
    }

    @Test
    void countsWhoeverElseIsAnswered() throws Exception {
        assertThat(store.json("/api/load").path("mostConnections").asInt()).isEqualTo(8);
        Thread request = new Thread(() -> store.get("/api/reports/revenue?milliseconds=3000"));
        request.start();
        until(load -> load.path("requests").asInt() == 1);
        until(load -> load.path("connections").asInt() == 1);
        request.join();
        until(load -> load.path("requests").asInt() == 0);
    }

    private void until(Predicate<JsonNode> state) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode load = store.json("/api/load");
        while (!state.test(load)) {
            assertThat(System.nanoTime()).as(load.toString()).isLessThan(end);
            load = store.json("/api/load");
        }
    }
}
