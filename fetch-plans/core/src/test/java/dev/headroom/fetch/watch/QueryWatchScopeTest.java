package dev.headroom.fetch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.watch.Library.Playlist;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Who sees what, and what is left of a watch. */
@ParameterizedClass
@EnumSource
@ExtendWith(ServersExtension.class)
class QueryWatchScopeTest {

    private static Library library;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind, Servers servers) {
        library = Library.counting(servers.database(kind));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        library.close();
    }

    @Test
    void twoThreadsDoNotSeeEachOther() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        try (QueryWatch watch = QueryWatch.install(library.entityManagers)) {
            Future<QueryRecording> loop = threads.submit(() -> {
                QueryRecording queries = watch.open();
                try (queries) {
                    library.run(em -> Library.playlists(em).forEach(playlist -> {
                        await(together);
                        Hibernate.initialize(playlist.tracks);
                    }));
                }
                return queries;
            });
            Future<QueryRecording> single = threads.submit(() -> {
                QueryRecording queries = watch.open();
                try (queries) {
                    for (int i = 0; i < Library.PLAYLISTS; i++) {
                        await(together);
                        library.run(em -> Hibernate.initialize(em.find(Playlist.class, 1L).tracks));
                    }
                }
                return queries;
            });
            assertThat(loop.get().selects()).isEqualTo(1 + Library.PLAYLISTS);
            assertThat(loop.get().nPlusOnes()).hasSize(1);
            assertThat(single.get().selects()).isEqualTo(2 * Library.PLAYLISTS);
            assertThat(single.get().nPlusOnes()).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anInnerRecordingCountsForTheOuterOnesToo() {
        try (QueryWatch watch = QueryWatch.install(library.entityManagers);
                QueryRecording outer = watch.open()) {
            loop();
            QueryRecording inner = watch.open();
            try (inner) {
                loop();
            }
            loop();
            assertThat(inner.selects()).isEqualTo(1 + Library.PLAYLISTS);
            assertThat(inner.nPlusOnes()).hasSize(1);
            assertThat(outer.selects()).isEqualTo(3 * inner.selects());
            assertThat(outer.nPlusOnes()).extracting(NPlusOne::owners).containsExactly(3 * Library.PLAYLISTS);
        }
    }

    @Test
    void anOuterRecordingMayBeClosedFirst() {
        try (QueryWatch watch = QueryWatch.install(library.entityManagers)) {
            QueryRecording outer = watch.open();
            QueryRecording inner = watch.open();
            outer.close();
            loop();
            inner.close();
            loop();
            assertThat(outer.selects()).isZero();
            assertThat(inner.selects()).isEqualTo(1 + Library.PLAYLISTS);
        }
    }

    @Test
    void isClosedByTheThreadThatOpenedIt() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (QueryWatch watch = QueryWatch.install(library.entityManagers);
                QueryRecording queries = watch.open()) {
            Future<?> closing = other.submit(queries::close);
            assertThatThrownBy(closing::get).cause().isInstanceOf(IllegalStateException.class);
            loop();
            assertThat(queries.selects()).isEqualTo(1 + Library.PLAYLISTS);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void seesSessionsThatWereOpenBefore() {
        library.run(em -> {
            List<Playlist> playlists = Library.playlists(em);
            try (QueryWatch watch = QueryWatch.install(library.entityManagers);
                    QueryRecording queries = watch.open()) {
                playlists.forEach(playlist -> Hibernate.initialize(playlist.tracks));
                assertThat(queries.nPlusOnes()).hasSize(1);
            }
        });
    }

    @Test
    void takesItsListenersOutAgain() {
        List<Object> before = listeners();
        QueryWatch first = QueryWatch.install(library.entityManagers);
        List<Object> during = listeners();
        QueryWatch second = QueryWatch.install(library.entityManagers);
        assertThat(during).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
        assertThat(listeners()).as("one set of listeners for all").isEqualTo(during);
        first.close();
        first.close();
        assertThat(listeners()).as("the second is still open").isEqualTo(during);
        second.close();
        assertThat(listeners()).isEqualTo(before);
        assertThatThrownBy(first::open).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void putsBackSeveralListenersInTheirOrder() {
        EventListenerRegistry registry = registry();
        List<Object> original = listeners();
        LoadEventListener another = (event, type) -> {};
        registry.appendListeners(EventType.LOAD, another);
        List<Object> before = listeners();
        QueryWatch watch = QueryWatch.install(library.entityManagers);
        library.run(em -> assertThat(em.find(Playlist.class, 1L)).isNotNull());
        watch.close();
        assertThat(listeners()).isEqualTo(before);
        registry.setListeners(EventType.LOAD, (LoadEventListener) original.get(0));
    }

    @Test
    void leavesWhatOthersPutAroundIt() {
        EventListenerRegistry registry = registry();
        LoadEventListener original = (LoadEventListener) listeners().get(0);
        QueryWatch watch = QueryWatch.install(library.entityManagers);
        LoadEventListener ours = (LoadEventListener) listeners().get(0);
        LoadEventListener around = (event, type) -> ours.onLoad(event, type);
        registry.setListeners(EventType.LOAD, around);
        watch.close();
        assertThat(listeners()).contains(around);
        library.run(em -> assertThat(em.find(Playlist.class, 1L)).isNotNull());
        registry.setListeners(EventType.LOAD, original);
    }

    @Test
    void countsNothingAfterItWasClosed() {
        QueryWatch watch = QueryWatch.install(library.entityManagers);
        QueryRecording queries = watch.open();
        watch.close();
        loop();
        assertThat(queries.selects()).isZero();
        assertThat(queries.nPlusOnes()).isEmpty();
        queries.close();
    }

    @Test
    void findsNPlusOneInAFactoryThatKnowsNothingOfIt(Servers servers) {
        try (Library plain = Library.plain(servers.database(kind));
                QueryWatch watch = QueryWatch.install(plain.entityManagers);
                QueryRecording queries = watch.open()) {
            plain.run(em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks)));
            assertThat(queries.nPlusOnes()).hasSize(1);
            assertThatThrownBy(() -> queries.assertSelects(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("QueryWatch.configure");
        }
    }

    @Test
    void callsTheInspectorOfTheApplication(Servers servers) {
        List<String> inspected = new CopyOnWriteArrayList<>();
        Map<String, Object> settings = new HashMap<>();
        StatementInspector inspector = sql -> {
            inspected.add(sql);
            return "/* inspected */ " + sql;
        };
        settings.put(StatementTap.SETTING, inspector);
        QueryWatch.configure(settings);
        QueryWatch.configure(settings);
        try (Library inspecting = Library.with(servers.database(kind), settings);
                QueryWatch watch = QueryWatch.install(inspecting.entityManagers);
                QueryRecording queries = watch.open()) {
            inspected.clear();
            inspecting.run(em -> em.find(Playlist.class, 1L));
            assertThat(inspected).hasSize(1);
            assertThat(queries.selects()).isEqualTo(1);
            assertThat(inspecting.statements.statements().get(0).sql()).startsWith("/* inspected */");
        }
    }

    @Test
    void refusesAnInspectorThatCannotBeMade() {
        Map<String, Object> settings = new HashMap<>(Map.of(StatementTap.SETTING, "no.such.Inspector"));
        assertThatThrownBy(() -> QueryWatch.configure(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"no.such.Inspector\"");
    }

    @Test
    void reportsSampledSessionsWhenTheyClose() {
        List<NPlusOne> reported = new CopyOnWriteArrayList<>();
        try (QueryWatch watch = QueryWatch.install(library.entityManagers)) {
            watch.sample(1, reported::add);
            library.run(em -> {
                Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks));
                Library.tracks(em).forEach(track -> track.album.title());
                assertThat(reported).isEmpty();
            });
            assertThat(reported).extracting(NPlusOne::role).containsExactly("Playlist.tracks", "Track.album");
            assertThat(reported)
                    .extracting(NPlusOne::statements)
                    .as("more than are looked at closely")
                    .containsExactly(Library.PLAYLISTS, Library.PLAYLISTS * Library.TRACKS);
            watch.stopSampling();
            loop();
            assertThat(reported).hasSize(2);
            assertThatThrownBy(() -> watch.sample(0, reported::add))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\"0\"");
        }
    }

    @Test
    void samplesSomeOfTheSessions() {
        List<NPlusOne> reported = new CopyOnWriteArrayList<>();
        int sessions = 100;
        try (QueryWatch watch = QueryWatch.install(library.entityManagers)) {
            watch.sample(2, reported::add);
            for (int i = 0; i < sessions; i++) {
                loop();
            }
        }
        // A fair coin that is thrown so often falls out of this once in a million years of builds.
        assertThat(reported).hasSizeBetween(15, 85);
    }

    @Test
    void aListenerThatFailsDisturbsNoCaller() {
        List<NPlusOne> reported = new ArrayList<>();
        try (QueryWatch watch = QueryWatch.install(library.entityManagers)) {
            watch.sample(1, one -> {
                reported.add(one);
                throw new IllegalStateException("on purpose");
            });
            try (EntityManager em = library.entityManagers.createEntityManager()) {
                Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks));
                Library.tracks(em).forEach(track -> track.album.title());
            }
        }
        assertThat(reported).hasSize(2);
    }

    private static void loop() {
        library.run(em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks)));
    }

    private static EventListenerRegistry registry() {
        return library.entityManagers.unwrap(SessionFactoryImplementor.class).getEventListenerRegistry();
    }

    private static List<Object> listeners() {
        List<Object> all =
                new ArrayList<>(new ListenerSwap<>(registry(), EventType.LOAD, LoadEventListener[]::new).listeners());
        all.addAll(new ListenerSwap<>(registry(), EventType.INIT_COLLECTION, InitializeCollectionEventListener[]::new)
                .listeners());
        return all;
    }
}
