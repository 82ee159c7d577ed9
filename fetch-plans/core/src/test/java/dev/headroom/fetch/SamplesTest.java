package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.watch.QueryWatch;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every sample of the guide and the Javadoc, run here or in a test next to it. */
@ExtendWith(ServersExtension.class)
class SamplesTest {

    private static final List<Path> TESTS = Stream.of(
                    "src/test/java/dev/headroom/fetch/SamplesTest.java",
                    "src/test/java/dev/headroom/fetch/watch/WatchSamplesTest.java",
                    "../junit/src/test/java/dev/headroom/fetch/junit/SamplesTest.java")
            .map(Path::of)
            .toList();

    private static final Path GUIDE = Path.of("../../docs/guides/fetch-plans.md");

    private final List<String> logged = new ArrayList<>();
    private RecordingDataSource statements;
    private EntityManagerFactory entityManagerFactory;
    private EntityManager entityManager;

    @BeforeEach
    void open(Servers servers) {
        statements = new RecordingDataSource(
                servers.database(DatabaseKind.POSTGRESQL).dataSource());
        entityManagerFactory = EntityManagerFactories.create(
                statements, Playlist.class, Track.class, Album.class, Artist.class, User.class);
        entityManagerFactory.runInTransaction(SamplesTest::fill);
        entityManager = entityManagerFactory.createEntityManager();
        statements.clear();
    }

    private static void fill(EntityManager em) {
        for (long id = 1; id <= 12; id++) {
            Artist artist = new Artist();
            artist.id = id;
            Album album = new Album();
            album.id = id;
            album.artist = artist;
            User user = new User();
            user.id = id;
            Track track = new Track();
            track.id = id;
            track.seconds = 400 - (int) id;
            track.album = album;
            Stream.of(artist, album, user, track).forEach(em::persist);
        }
        for (long id = 1; id <= 3; id++) {
            Playlist playlist = new Playlist();
            playlist.id = id;
            playlist.name = "list " + id;
            playlist.owner = em.getReference(User.class, id);
            for (long track = 1; track <= 8; track++) {
                playlist.tracks.add(em.getReference(Track.class, track + id));
            }
            em.persist(playlist);
        }
    }

    @AfterEach
    void close() {
        entityManager.close();
        entityManagerFactory.close();
    }

    @Test
    void standsInATest() {
        assertStand(DocumentedSamples.inMarkdown(GUIDE));
        assertStand(DocumentedSamples.inJavadoc(Path.of("src/main/java")));
    }

    private static void assertStand(DocumentedSamples samples) {
        assertThat(samples.count()).isPositive();
        Set<String> missing = new TreeSet<>(samples.missingIn(TESTS.get(0)));
        TESTS.forEach(test -> missing.retainAll(samples.missingIn(test)));
        assertThat(missing).isEmpty();
    }

    @Test
    void listsAndLoads() {
        FetchPlan<Playlist> withTracks = withTracks();
        // spotless:off
        List<Playlist> playlists = withTracks.list(
                entityManager.createQuery("from Playlist p order by p.name", Playlist.class).setMaxResults(50));
        // spotless:on
        assertThat(statements.statements()).hasSize(withTracks.explain().listStatements());
        assertThat(playlists).hasSize(3).allMatch(SamplesTest::isLoaded);
        assertThat(statements.statements()).hasSize(withTracks.explain().listStatements());
        // spotless:off
        withTracks.load(entityManager, playlists);
        // spotless:on
        assertThat(statements.statements())
                .as("nothing was missing")
                .hasSize(withTracks.explain().listStatements());
    }

    private FetchPlan<Playlist> withTracks() {
        return FetchPlan.of(Playlist.class)
                .fetch("owner", "tracks.album.artist")
                .build(entityManagerFactory);
    }

    private static boolean isLoaded(Playlist playlist) {
        return Hibernate.isInitialized(playlist.owner)
                && playlist.tracks.stream().allMatch(track -> Hibernate.isInitialized(track.album.artist));
    }

    @Test
    void runsAsThePackageSays() {
        // spotless:off
        FetchPlan<Playlist> withTracks = FetchPlan.of(Playlist.class)
                .fetch("owner", "tracks.album.artist")
                .build(entityManagerFactory);

        List<Playlist> playlists = withTracks.list(entityManager.createQuery("from Playlist", Playlist.class));
        // spotless:on
        assertThat(playlists).hasSize(3).allMatch(SamplesTest::isLoaded);
    }

    @Test
    void loadsWithSettings() {
        // spotless:off
        FetchPlan<Playlist> plan = FetchPlan.of(Playlist.class)
                .fetch("owner", owner -> owner.select())
                .fetch("tracks", tracks -> tracks.batchSize(200).fetch("album.artist"))
                .build(entityManagerFactory);
        // spotless:on
        assertThat(plan.list(entityManager.createQuery("from Playlist", Playlist.class)))
                .hasSize(3)
                .allMatch(SamplesTest::isLoaded);
    }

    @Test
    void explains() {
        FetchPlan<Playlist> withTracks = withTracks();
        // spotless:off
        log(withTracks.explain().toString());
        // spotless:on
        assertThat(GUIDE).content().contains("```text\n" + logged.get(0) + "\n```");
    }

    @Test
    void bringsSomeOfTheChildren() {
        List<Playlist> playlists = entityManager
                .createQuery("from Playlist p order by p.id", Playlist.class)
                .getResultList();
        statements.clear();
        // spotless:off
        FetchPlan<Playlist> withShortest = FetchPlan.of(Playlist.class)
                .children("tracks", Track.class, tracks -> tracks
                        .where((track, cb) -> cb.gt(track.get("seconds"), 0))
                        .orderBy((track, cb) -> cb.asc(track.get("seconds")))
                        .limitPerParent(5)
                        .fetch("album"))
                .build(entityManagerFactory);

        Fetched<Playlist> fetched = withShortest.fetch(entityManager, playlists);
        List<Track> shortest = fetched.children(playlists.get(0), "tracks", Track.class);
        // spotless:on
        assertThat(shortest).extracting(track -> track.id).containsExactly(9L, 8L, 7L, 6L, 5L);
        assertThat(shortest).allMatch(track -> Hibernate.isInitialized(track.album));
        assertThat(statements.statements()).hasSize(1);
    }

    @Test
    void refusesWhatIsNotPlanned() {
        // spotless:off
        FetchPlan<Playlist> strict = FetchPlan.of(Playlist.class)
                .fetch("tracks")
                .unplanned(Unplanned.FAIL)
                .build(entityManagerFactory);
        // spotless:on
        List<Playlist> playlists = strict.list(entityManager.createQuery("from Playlist", Playlist.class));
        assertThatThrownBy(() -> Hibernate.initialize(playlists.get(0).owner))
                .isInstanceOf(UnplannedFetchException.class)
                .hasMessageContaining("owner");
    }

    @Test
    void samplesInProduction() {
        // spotless:off
        QueryWatch watch = QueryWatch.install(entityManagerFactory);
        watch.sample(100, finding -> log(finding.toString()));
        // spotless:on
        watch.sample(1, finding -> log(finding.toString()));
        entityManagerFactory.runInTransaction(em -> em.createQuery("from Playlist", Playlist.class)
                .getResultList()
                .forEach(playlist -> Hibernate.initialize(playlist.tracks)));
        watch.close();
        assertThat(logged)
                .singleElement()
                .asString()
                .contains("Playlist.tracks (N+1)", "FetchPlan.of(Playlist.class).fetch(\"tracks\")");
    }

    private void log(String line) {
        logged.add(line);
    }

    @Entity(name = "Playlist")
    static class Playlist {
        @Id
        long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        User owner;

        @ManyToMany
        List<Track> tracks = new ArrayList<>();
    }

    @Entity(name = "Track")
    static class Track {
        @Id
        long id;

        int seconds;

        @ManyToOne(fetch = FetchType.LAZY)
        Album album;
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        long id;

        @ManyToOne(fetch = FetchType.LAZY)
        Artist artist;
    }

    @Entity(name = "Artist")
    static class Artist {
        @Id
        long id;
    }

    @Entity(name = "Listener")
    static class User {
        @Id
        long id;
    }
}
