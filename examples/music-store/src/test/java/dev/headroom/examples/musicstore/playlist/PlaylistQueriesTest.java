package dev.headroom.examples.musicstore.playlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.examples.musicstore.catalog.Playlist;
import dev.headroom.fetch.junit.MaxSelects;
import dev.headroom.fetch.junit.NoNPlusOne;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.annotation.Transactional;

/** Runs a Spring Boot test whose queries are limited, as an application has it, and looks at which of its tests fail. */
@ExtendWith(SharedStore.class)
class PlaylistQueriesTest {

    private static String url;

    @BeforeAll
    static void createDatabase(RunningStore store) {
        url = store.newDatabaseUrl("playlist_queries");
    }

    /** Passes and fails as its names say. The injected {@code EntityManager} leads to the factory that is watched. */
    @SpringBootTest
    @DirtiesContext
    @NoNPlusOne
    static class QueriesCase {

        @Autowired
        PlaylistReader playlists;

        @Autowired
        EntityManager entityManager;

        @DynamicPropertySource
        static void configure(DynamicPropertyRegistry properties) {
            properties.add("spring.datasource.url", () -> url);
            properties.add("store.scale", () -> 2_000);
        }

        @Test
        @MaxSelects(2)
        void passesByThePlan() {
            assertThat(playlists.planned(1)).isNotEmpty();
        }

        @Test
        void failsForNPlusOneInAService() {
            assertThat(playlists.lazily(1)).isNotEmpty();
        }

        @Test
        @MaxSelects(1)
        void failsBeyondTheLimit() {
            assertThat(playlists.planned(1)).isNotEmpty();
        }

        @Test
        @Transactional
        void failsForNPlusOneInItsOwnTransaction() {
            assertThat(PlaylistItem.of(entityManager.find(Playlist.class, 1))).isNotEmpty();
        }

        @Test
        @Transactional
        void passesInItsOwnTransaction() {
            assertThat(entityManager.find(Playlist.class, 1).getTracks()).isNotEmpty();
        }
    }

    @Test
    void failsTestsThatSendMoreThanTheyMay() {
        Map<String, String> results = run(QueriesCase.class);

        assertThat(results)
                .hasSize(5)
                .allSatisfy((test, failure) ->
                        assertThat(failure.isEmpty()).as(test + ": " + failure).isEqualTo(test.startsWith("passes")));
        assertThat(results.get("failsForNPlusOneInAService"))
                .contains("Track.album", "PlaylistItem.of", "fetch(\"tracks.album\")");
        assertThat(results.get("failsForNPlusOneInItsOwnTransaction")).contains("Track.album");
        assertThat(results.get("failsBeyondTheLimit")).contains("at most 1 selects, but there were 2");
    }

    /** The messages of the failures by the name of the test; empty for one that passed. */
    private static Map<String, String> run(Class<?> tests) {
        Map<String, String> results = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute().testEvents().finished().stream()
                .forEach(event -> results.put(
                        event.getTestDescriptor().getDisplayName().replace("()", ""),
                        event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .map(Throwable::toString)
                                .orElse("")));
        return results;
    }
}
