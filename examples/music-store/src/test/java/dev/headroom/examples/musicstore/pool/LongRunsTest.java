package dev.headroom.examples.musicstore.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other pages have connections while long runs hold all of theirs. */
@ExtendWith(SharedStore.class)
class LongRunsTest {

    private final RunningStore store;

    LongRunsTest(RunningStore store) {
        this.store = store;
    }

    @ParameterizedTest
    @ValueSource(strings = {"paymentRuns", "reportRuns"})
    void otherPagesAreAnsweredWhileALongRunHoldsAllConnections(String name) throws Exception {
        LongRuns runs = store.bean(name, LongRuns.class);
        DataSource dataSource = store.bean(DataSource.class);
        List<Connection> held = new ArrayList<>();
        try {
            runs.call(() -> {
                while (held.size() < runs.size()) {
                    held.add(dataSource.getConnection());
                }
                return null;
            });

            assertThat(runs.size()).isEqualTo(8);
            assertThat(runs.held()).isEqualTo(8);
            for (String path : List.of(
                    "/api/tracks", "/api/compare/tracks?depth=1", "/api/compare/playlists/2", "/api/compare/albums")) {
                assertThat(store.get(path).statusCode()).as(path).isEqualTo(200);
            }
        } finally {
            for (Connection connection : held) {
                connection.close();
            }
        }
        assertThat(runs.held()).isZero();
    }

    @Test
    void aThreadLeavesThePoolWithItsRun() throws Exception {
        LongRuns outer = store.bean("paymentRuns", LongRuns.class);
        LongRuns inner = store.bean("reportRuns", LongRuns.class);
        outer.call(() -> {
            inner.call(() -> assertThat(LongRuns.current()).isSameAs(inner.dataSource()));
            return assertThat(LongRuns.current()).isSameAs(outer.dataSource());
        });

        assertThat(LongRuns.current()).isNull();
    }
}
