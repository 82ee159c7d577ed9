package dev.headroom.fetch.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs test classes as an application has them, and looks at which tests fail. */
@ExtendWith(ServersExtension.class)
class QueryWatchExtensionTest {

    static final String BASELINE = "target/n-plus-one-test.txt";

    private static EntityManagerFactory shared;

    @BeforeAll
    static void open(Servers servers) {
        shared = EntityManagerFactories.create(
                servers.database(DatabaseKind.POSTGRESQL).dataSource(), Playlist.class, Playlist.Track.class);
        shared.runInTransaction(em -> {
            for (long id = 1; id <= 3; id++) {
                em.persist(new Playlist(id));
            }
        });
    }

    @AfterAll
    static void close() {
        shared.close();
    }

    @BeforeEach
    void forgetBaseline() throws IOException {
        Files.deleteIfExists(Path.of(BASELINE));
    }

    /** Passes and fails as its names say. */
    @MaxSelects(2)
    static class FieldCase {
        final EntityManagerFactory entityManagerFactory = shared;

        @Test
        void passesWithinTheLimitOfTheClass() {
            new PlaylistService(entityManagerFactory).titles();
        }

        @Test
        void failsBeyondTheLimitOfTheClass() {
            new PlaylistService(entityManagerFactory).titlesOneByOne();
        }

        @Test
        @MaxSelects(4)
        void passesWithinTheLimitOfTheMethod() {
            new PlaylistService(entityManagerFactory).titlesOneByOne();
        }

        @Test
        @MaxSelects(4)
        @NoNPlusOne
        void failsForNPlusOne() {
            new PlaylistService(entityManagerFactory).titlesOneByOne();
        }

        @Test
        @MaxSelects(4)
        @NoNPlusOne(allow = "Playlist.tracks")
        void passesIfAllowed() {
            new PlaylistService(entityManagerFactory).titlesOneByOne();
        }

        @Test
        void failsByItself() {
            new PlaylistService(entityManagerFactory).titlesOneByOne();
            throw new IllegalArgumentException("by itself");
        }

        @Nested
        class Inner {
            @Test
            void failsBeyondTheLimitOfTheClassAround() {
                new PlaylistService(entityManagerFactory).titlesOneByOne();
            }
        }
    }

    @Test
    void failsTestsThatDoWhatTheyMustNot() {
        Map<String, String> results = run(FieldCase.class, false);
        assertThat(results)
                .allSatisfy((test, failure) ->
                        assertThat(failure.isEmpty()).as(test + ": " + failure).isEqualTo(test.startsWith("passes")));
        assertThat(results).hasSize(7);
        assertThat(results.get("failsBeyondTheLimitOfTheClass"))
                .contains("at most 2 selects, but there were 4")
                .contains("Playlist.tracks")
                .contains("PlaylistService.titles:");
        assertThat(results.get("failsForNPlusOne")).contains("fetch(\"tracks\")");
        assertThat(results.get("failsByItself")).contains("by itself");
    }

    /** As Spring injects it. */
    @NoNPlusOne
    static class EntityManagerCase {
        final EntityManager em = shared.createEntityManager();

        @Test
        void failsForNPlusOne() {
            PlaylistService.titlesOneByOne(em);
        }
    }

    @NoNPlusOne
    static class NoFieldCase {
        @Test
        void failsForWantOfAFactory() {}
    }

    @NoNPlusOne
    static class RegisteredCase {
        @RegisterExtension
        static final QueryWatchExtension QUERIES = QueryWatchExtension.of(() -> shared);

        @Test
        void failsForNPlusOne() {
            new PlaylistService(shared).titlesOneByOne();
        }
    }

    @NoUnusedFetches
    static class UnusedCase {
        final EntityManagerFactory entityManagerFactory = shared;

        @Test
        void passesIfAllIsUsed() {
            new PlaylistService(entityManagerFactory).titles();
        }

        @Test
        void failsForWhatIsNotUsed() {
            new PlaylistService(entityManagerFactory).count();
        }

        @Test
        @NoUnusedFetches(allow = "Playlist.tracks")
        void passesIfAllowed() {
            new PlaylistService(entityManagerFactory).count();
        }
    }

    @Test
    void failsTestsThatLoadWhatTheyDoNotUse() {
        Map<String, String> results = run(UnusedCase.class, false);
        assertThat(results).containsEntry("passesIfAllIsUsed", "").containsEntry("passesIfAllowed", "");
        assertThat(results.get("failsForWhatIsNotUsed"))
                .contains("Playlist.tracks at PlaylistService.count:")
                .contains("loaded for 3 owners and never used; take \"tracks\" out of the fetch plan");
    }

    @Test
    void findsTheFactory() {
        assertThat(run(EntityManagerCase.class, false).get("failsForNPlusOne")).contains("Playlist.tracks");
        assertThat(run(RegisteredCase.class, false).get("failsForNPlusOne")).contains("Playlist.tracks");
        assertThat(run(NoFieldCase.class, false).get("failsForWantOfAFactory"))
                .contains("no field")
                .contains("@RegisterExtension");
    }

    @NoNPlusOne(baseline = BASELINE)
    static class BaselineCase {
        final EntityManagerFactory entityManagerFactory = shared;

        @Test
        void known() {
            new PlaylistService(entityManagerFactory).titlesOneByOne();
        }

        @Test
        void clean() {
            new PlaylistService(entityManagerFactory).titles();
        }
    }

    private static final String LINE = BaselineCase.class.getName() + ".known Playlist.tracks PlaylistService.titles";

    @Test
    void failsForWhatTheBaselineDoesNotKnow() {
        Map<String, String> results = run(BaselineCase.class, false);
        assertThat(results.get("clean")).isEmpty();
        assertThat(results.get("known")).contains("Playlist.tracks").contains("-Dheadroom.fetch.baseline=write");
        assertThat(Path.of(BASELINE)).doesNotExist();
    }

    @Test
    void writesABaselineAndPassesWithIt() throws IOException {
        String ofAnotherTest = "some.OtherTest.test Order.tags OrderService.list";
        Files.writeString(Path.of(BASELINE), ofAnotherTest);
        assertThat(run(BaselineCase.class, true)).containsOnly(Map.entry("known", ""), Map.entry("clean", ""));
        assertThat(Path.of(BASELINE)).content().contains(LINE).contains(ofAnotherTest);
        assertThat(run(BaselineCase.class, false)).containsOnly(Map.entry("known", ""), Map.entry("clean", ""));
    }

    @NoNPlusOne(baseline = BASELINE)
    static class FailingCase {
        final EntityManagerFactory entityManagerFactory = shared;

        @Test
        void fails() {
            throw new IllegalArgumentException("before anything was loaded");
        }
    }

    @Test
    void keepsTheLinesOfATestThatFailed() throws IOException {
        String line = FailingCase.class.getName() + ".fails Playlist.tracks PlaylistService.titles";
        Files.writeString(Path.of(BASELINE), line);
        assertThat(run(FailingCase.class, true)).containsOnlyKeys("fails");
        run(BaselineCase.class, true);
        assertThat(Path.of(BASELINE)).content().contains(line).contains(LINE);
    }

    @Test
    void reportsAndRemovesWhatIsMended() throws IOException {
        String mended = BaselineCase.class.getName() + ".clean Playlist.tracks PlaylistService.titles";
        Files.write(Path.of(BASELINE), List.of("# a comment", LINE, mended));
        List<String> logged = new ArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(NoNPlusOne.class.getName());
        logger.addHandler(log);
        try {
            assertThat(run(BaselineCase.class, false)).containsOnly(Map.entry("known", ""), Map.entry("clean", ""));
        } finally {
            logger.removeHandler(log);
        }
        assertThat(logged).singleElement().asString().contains(mended).doesNotContain(LINE);
        run(BaselineCase.class, true);
        assertThat(Path.of(BASELINE)).content().contains(LINE).doesNotContain(mended);
    }

    /** The messages of the failures by the name of the test; empty for one that passed. */
    private static Map<String, String> run(Class<?> tests, boolean writing) {
        Map<String, String> results = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("headroom.fetch.baseline", writing ? "write" : "check")
                .execute()
                .testEvents()
                .finished()
                .stream()
                .forEach(event -> results.put(
                        event.getTestDescriptor().getDisplayName().replace("()", ""),
                        event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .map(Throwable::toString)
                                .orElse("")));
        return results;
    }
}
