package dev.headroom.fetch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.headroom.fetch.FetchPlan;
import dev.headroom.fetch.watch.Library.Album;
import dev.headroom.fetch.watch.Library.Artist;
import dev.headroom.fetch.watch.Library.Desk;
import dev.headroom.fetch.watch.Library.Loan;
import dev.headroom.fetch.watch.Library.Playlist;
import dev.headroom.fetch.watch.Library.Track;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** What was loaded in advance, and used or not. */
@ParameterizedClass
@EnumSource
@ExtendWith(ServersExtension.class)
class UnusedFetchTest {

    private static final int TRACKS = Library.PLAYLISTS * Library.TRACKS;
    private static final String WITH_ALBUM = "from Track t join fetch t.album order by t.id";
    private static final String WITH_FAVOURITES = "from Playlist p join fetch p.favourites order by p.id";
    private static final String WITH_TRACKS = "from Playlist p join fetch p.tracks order by p.id";

    private static Library library;

    @Parameter
    DatabaseKind kind;

    private QueryWatch watch;

    @BeforeParameterizedClassInvocation
    static void open(DatabaseKind kind, Servers servers) {
        library = Library.counting(servers.database(kind));
    }

    @AfterParameterizedClassInvocation
    static void close() {
        library.close();
    }

    @BeforeEach
    void install() {
        watch = QueryWatch.install(library.entityManagers);
    }

    @AfterEach
    void uninstall() {
        watch.close();
    }

    @Test
    void findsAJoinedCollectionThatIsNeverUsed() {
        UnusedFetch found = onlyOne(record(em -> list(em, WITH_TRACKS, Playlist.class)));
        assertThat(found.role()).isEqualTo("Playlist.tracks");
        assertThat(found.owners()).isEqualTo(Library.PLAYLISTS);
        assertThat(found.callSite().method()).isEqualTo("list");
        assertThat(found.fix()).contains("\"tracks\"").contains("join fetch");
    }

    @Test
    void findsAJoinedReferenceThatIsNeverUsed() {
        UnusedFetch found = onlyOne(record(em -> list(em, WITH_ALBUM, Track.class)));
        assertThat(found.role()).isEqualTo("Track.album");
        assertThat(found.owners()).isEqualTo(TRACKS);
    }

    @Test
    void findsNothingWhereTheyAreUsed() {
        QueryRecording queries = record(em -> {
            assertThat(list(em, WITH_TRACKS, Playlist.class).get(0).tracks).hasSize(Library.TRACKS);
            em.clear();
            assertThat(list(em, WITH_ALBUM, Track.class).get(0).album.title()).isEqualTo("Album 1");
        });
        assertThat(queries.unusedFetches()).isEmpty();
        assertThat(queries.selects()).isEqualTo(2);
    }

    @Test
    void findsWhatAPlanLoadsInBatchesAndJoins() {
        FetchPlan<Playlist> plan = FetchPlan.of(Playlist.class)
                .fetch("tracks.album.artist", "loans")
                .build(library.entityManagers);
        QueryRecording queries = record(em -> plan.list(em.createQuery("from Playlist", Playlist.class))
                .forEach(playlist -> playlist.tracks.forEach(track -> track.album.title())));
        assertThat(queries.unusedFetches())
                .extracting(UnusedFetch::role, UnusedFetch::owners)
                .containsExactlyInAnyOrder(tuple("Playlist.loans", Library.PLAYLISTS), tuple("Album.artist", TRACKS));
        assertThat(queries.unusedFetches())
                .extracting(UnusedFetch::fix)
                .allMatch(fix -> fix.contains("out of the fetch plan"));
    }

    @Test
    void findsAReferenceThatAPlanSelectsApart() {
        FetchPlan<Track> plan = FetchPlan.of(Track.class)
                .fetch("album", album -> album.select())
                .build(library.entityManagers);
        UnusedFetch found = onlyOne(record(em -> plan.list(em.createQuery("from Track order by id", Track.class))));
        assertThat(found.role()).isEqualTo("Track.album");
        assertThat(found.owners()).isEqualTo(TRACKS);
        assertThat(record(em -> plan.list(em.createQuery("from Track order by id", Track.class))
                                .get(1)
                                .album
                                .title())
                        .unusedFetches())
                .isEmpty();
    }

    /** Roots that are given are asked for, whatever refers to them. */
    @Test
    void theRootsOfAPlanAreNoFetch() {
        FetchPlan<Album> plan = FetchPlan.of(Album.class).build(library.entityManagers);
        QueryRecording queries = record(em -> {
            List<Track> tracks = list(em, "from Track", Track.class);
            plan.load(em, tracks.stream().map(track -> track.album).toList());
            plan.list(em.createQuery("from Album", Album.class));
        });
        assertThat(queries.unusedFetches()).isEmpty();
    }

    @Test
    void findsEagerMappingsThatAreSelectedOneByOneOrInBatches() {
        QueryRecording queries = record(em -> {
            list(em, "from Loan", Loan.class);
            list(em, "from Desk", Desk.class);
        });
        assertThat(queries.unusedFetches())
                .extracting(UnusedFetch::role, UnusedFetch::owners, UnusedFetch::fix)
                .containsExactlyInAnyOrder(
                        tuple("Loan.reader", TRACKS, "make Loan.reader lazy in the mapping"),
                        tuple("Desk.room", TRACKS, "make Desk.room lazy in the mapping"));
        QueryRecording used = record(em -> {
            assertThat(list(em, "from Loan", Loan.class).get(0).reader.toString())
                    .isNotEmpty();
            assertThat(Hibernate.unproxy(list(em, "from Desk", Desk.class).get(0).room))
                    .isNotNull();
        });
        assertThat(used.unusedFetches()).isEmpty();
    }

    @Test
    void whatIsLoadedOnlyWhenItIsTouchedIsNoFetch() {
        QueryRecording queries = record(em -> {
            Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks));
            Library.playlists(em)
                    .forEach(playlist -> assertThat(playlist.favourites).hasSize(Library.TRACKS));
            Library.tracks(em).forEach(track -> track.album.title());
        });
        assertThat(queries.unusedFetches()).isEmpty();
    }

    @Test
    void flushesAndChecksAreNoUse() {
        QueryRecording queries = record(em -> {
            List<Playlist> playlists = list(em, WITH_TRACKS, Playlist.class);
            List<Track> tracks = list(em, WITH_ALBUM, Track.class);
            tracks.get(0).playlist = playlists.get(1);
            em.flush();
            assertThat(Hibernate.isInitialized(tracks.get(0).album)).isTrue();
            assertThat(Hibernate.isInitialized(playlists.get(0).tracks)).isTrue();
            tracks.get(0).playlist = playlists.get(0);
        });
        assertThat(queries.unusedFetches())
                .extracting(UnusedFetch::role)
                .containsExactlyInAnyOrder("Playlist.tracks", "Track.album");
    }

    @Test
    void theUseOfOneIsEnoughEvenWhenTheSessionIsClosed() {
        List<Track> detached = new ArrayList<>();
        QueryRecording queries = watch.openWithUse();
        try (queries) {
            library.run(em -> detached.addAll(list(em, WITH_ALBUM, Track.class)));
            assertThat(queries.unusedFetches()).hasSize(1);
            assertThat(detached.get(TRACKS - 1).album.title()).isEqualTo("Album " + TRACKS);
            assertThat(queries.unusedFetches()).isEmpty();
        }
    }

    @Test
    void whatIsUsedAfterTheRecordingIsNotUsedInIt() {
        List<Playlist> detached = new ArrayList<>();
        QueryRecording queries = record(em -> detached.addAll(list(em, WITH_TRACKS, Playlist.class)));
        assertThat(detached.get(0).tracks).hasSize(Library.TRACKS);
        assertThat(queries.unusedFetches()).hasSize(1);
    }

    @Test
    void aFindOfWhatIsThereIsUse() {
        QueryRecording queries = record(em -> {
            list(em, WITH_ALBUM, Track.class);
            assertThat(em.find(Album.class, 1L).title()).isEqualTo("Album 1");
        });
        assertThat(queries.unusedFetches()).isEmpty();
        assertThat(queries.selects()).isEqualTo(1);
    }

    @Test
    void theIdOfAReferenceIsNoUse() {
        QueryRecording queries = record(
                em -> assertThat(list(em, WITH_ALBUM, Track.class).get(0).album.getId())
                        .isEqualTo(1L));
        assertThat(queries.unusedFetches()).extracting(UnusedFetch::role).containsExactly("Track.album");
    }

    @Test
    void whatWasWrittenIsStillWritten() {
        record(em -> list(em, WITH_FAVOURITES, Playlist.class).get(0).favourites.remove(0));
        library.run(em -> assertThat(Library.playlists(em).get(0).favourites).hasSize(Library.TRACKS - 1));
        record(em -> list(em, WITH_FAVOURITES, Playlist.class).get(0).favourites.add(0, em.find(Album.class, 1L)));
        library.run(em -> assertThat(Library.playlists(em).get(0).favourites).hasSize(Library.TRACKS));
        record(em -> list(em, WITH_ALBUM, Track.class).get(0).album = em.getReference(Album.class, 2L));
        library.run(em -> assertThat(em.find(Track.class, 1L).album.getId()).isEqualTo(2L));
        library.run(em -> em.find(Track.class, 1L).album = em.getReference(Album.class, 1L));
    }

    @Test
    void nothingIsWrittenThatDidNotChange() {
        QueryRecording queries = record(em -> {
            list(em, WITH_TRACKS, Playlist.class);
            list(em, WITH_ALBUM, Track.class);
        });
        assertThat(queries.statements()).isEqualTo(2);
    }

    @Test
    void oneReferenceForAllWhoReferToTheSame() {
        library.run(em -> em.find(Track.class, 2L).album = em.getReference(Album.class, 1L));
        try {
            record(em -> {
                List<Track> tracks = list(em, WITH_ALBUM, Track.class);
                assertThat(tracks.get(0).album).isSameAs(tracks.get(1).album);
            });
        } finally {
            library.run(em -> em.find(Track.class, 2L).album = em.getReference(Album.class, 2L));
        }
    }

    @Test
    void anInnerRecordingReportsToTheOuterOne() {
        try (QueryRecording outer = watch.openWithUse()) {
            List<Track> tracks = new ArrayList<>();
            QueryRecording inner = record(em -> tracks.addAll(list(em, WITH_ALBUM, Track.class)));
            assertThat(outer.unusedFetches()).isEqualTo(inner.unusedFetches()).hasSize(1);
            assertThat(tracks.get(0).album.title()).isEqualTo("Album 1");
            assertThat(outer.unusedFetches()).isEmpty();
            assertThat(inner.unusedFetches()).hasSize(1);
        }
    }

    @Test
    void failsWithAllThatYouNeedToFixIt() {
        QueryRecording queries = record(em -> list(em, WITH_ALBUM, Track.class));
        assertThatThrownBy(queries::assertNoUnusedFetches)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Track.album at UnusedFetchTest.list:")
                .hasMessageContaining("loaded for " + TRACKS + " owners and never used")
                .hasMessageContaining("take \"album\" out of the query's join fetch");
        queries.assertNoUnusedFetches("Track.album");
    }

    @Test
    void aRecordingWithoutUseChangesNothingAndSaysSo() {
        try (QueryRecording queries = watch.open()) {
            library.run(em ->
                    assertThat(list(em, WITH_ALBUM, Track.class).get(0).album).isExactlyInstanceOf(Album.class));
            assertThatThrownBy(queries::unusedFetches)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("openWithUse()");
        }
    }

    @Test
    void findsAReferenceOfAnEmbeddable() {
        FetchPlan<Playlist> plan =
                FetchPlan.of(Playlist.class).fetch("curation.curator").build(library.entityManagers);
        UnusedFetch found = onlyOne(record(em -> plan.list(em.createQuery("from Playlist", Playlist.class))));
        assertThat(found.role()).isEqualTo("Playlist.curation.curator");
        assertThat(found.fix()).contains("\"curation.curator\"");
        assertThat(record(em -> assertThat(plan.list(em.createQuery("from Playlist", Playlist.class))
                                        .get(0)
                                        .curation
                                        .curator
                                        .name())
                                .isNotEmpty())
                        .unusedFetches())
                .isEmpty();
    }

    /** An entity that comes to a second association when it is there already. */
    @Test
    void theUseByAnotherAssociationIsUse() {
        QueryRecording queries = record(em -> {
            list(em, "from Album a join fetch a.artist", Album.class);
            assertThat(Library.playlists(em).get(0).curation.curator.name()).isNotEmpty();
        });
        assertThat(queries.unusedFetches()).isEmpty();
        assertThat(queries.selects()).isEqualTo(2);
    }

    @Test
    void whatWasReadCanBeMergedAndRemoved() {
        library.run(em -> em.persist(new Album(99L, em.getReference(Artist.class, 1L))));
        List<Album> read = new ArrayList<>();
        record(em -> read.addAll(list(em, "from Album a join fetch a.artist where a.id = 99", Album.class)));
        record(em -> {
            read.get(0).title = "Merged";
            Album merged = em.merge(read.get(0));
            assertThat(em.contains(merged.artist)).isTrue();
            em.flush();
            assertThat(em.createQuery("from Album a where a.artist = :artist and a.title = 'Merged'", Album.class)
                            .setParameter("artist", read.get(0).artist)
                            .getResultList())
                    .containsExactly(merged);
            em.remove(merged);
        });
        library.run(em -> assertThat(em.find(Album.class, 99L)).isNull());
    }

    @Test
    void whatReadsAnEntityWholeUsesIt() {
        List<Consumer<Artist>> readers = List.of(
                artist -> assertThat(artist.toString()).isNotEmpty(),
                artist -> assertThat(new HashSet<>(List.of(artist))).hasSize(1),
                artist -> assertThat(artist.equals(new Object())).isFalse(),
                artist -> assertThat(Hibernate.unproxy(artist)).isExactlyInstanceOf(Artist.class));
        for (Consumer<Artist> reader : readers) {
            QueryRecording queries = record(em -> reader.accept(
                    list(em, "from Album a join fetch a.artist", Album.class).get(0).artist));
            assertThat(queries.unusedFetches())
                    .as("reader " + readers.indexOf(reader))
                    .isEmpty();
        }
    }

    @Test
    void aJsonLibraryUsesWhatItWrites() {
        ObjectMapper json =
                JsonMapper.builder().addMixIn(Album.class, AlbumAsJson.class).build();
        QueryRecording queries = record(em -> {
            assertThat(json.writeValueAsString(
                            Map.of("album", list(em, WITH_ALBUM, Track.class).get(0).album)))
                    .isEqualTo("{\"album\":{\"title\":\"Album 1\"}}");
            em.clear();
            assertThat(json.writeValueAsString(Map.of(
                            "favourites",
                            list(em, WITH_FAVOURITES, Playlist.class).get(0).favourites)))
                    .contains("Album 1");
        });
        assertThat(queries.unusedFetches()).isEmpty();
    }

    @JsonIgnoreProperties("hibernateLazyInitializer")
    interface AlbumAsJson {
        @JsonProperty
        String title();
    }

    private QueryRecording record(Consumer<EntityManager> work) {
        try (QueryRecording queries = watch.openWithUse()) {
            library.run(work);
            return queries;
        }
    }

    private static <T> List<T> list(EntityManager em, String query, Class<T> type) {
        return em.createQuery(query, type).getResultList();
    }

    private static UnusedFetch onlyOne(QueryRecording queries) {
        assertThat(queries.unusedFetches()).hasSize(1);
        return queries.unusedFetches().get(0);
    }
}
