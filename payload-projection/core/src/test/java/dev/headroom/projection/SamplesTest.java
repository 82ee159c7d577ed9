package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.projection.mask.FieldMask;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.RecordedStore;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every sample of the guide and the Javadoc, run here or in a test beside. */
@ExtendWith(ServersExtension.class)
@SuppressWarnings("SameNameButDifferent") // each sample has its own AlbumItem
class SamplesTest {

    private static final Path TESTS = Path.of("src/test/java/dev/headroom/projection");
    private static final List<Path> RUN = Stream.of(
                    TESTS.resolve("SamplesTest.java"),
                    TESTS.resolve("mask/FieldMaskSamplesTest.java"),
                    TESTS.resolve("PayloadSamplesTest.java"),
                    Path.of("../jackson/src/test/java/dev/headroom/projection/jackson/SamplesTest.java"),
                    Path.of(
                            "../../examples/music-store/src/test/java/dev/headroom/examples/musicstore/web",
                            "EndedAnswersTest.java"),
                    Path.of(
                            "../../benchmarks/src/test/java/dev/headroom/benchmarks/projection",
                            "KeysetPageOfAProjectionTest.java"))
            .toList();

    // spotless:off
    record AlbumItem(
            long id,
            String title,
            @Select("artist.name") String artist,
            @Many(limit = 3, orderBy = "milliseconds desc") List<Song> tracks) {
        record Song(long id, String name) {}
    }
    // spotless:on

    private Store store;
    private EntityManagerFactory entityManagerFactory;
    private EntityManager entityManager;
    private Projection<Album, AlbumItem> items;

    @BeforeEach
    void open(Servers servers) {
        store = new Store(servers.database(DatabaseKind.POSTGRESQL));
        entityManagerFactory = store.entityManagers;
        store.write(SamplesTest::fill);
        items = Projection.of(Album.class, AlbumItem.class).build(entityManagerFactory);
        entityManager = entityManagerFactory.createEntityManager();
        entityManager.getTransaction().begin();
        store.statements.clear();
    }

    @AfterEach
    void close() {
        entityManager.close();
        store.close();
    }

    @Test
    void standsInATest() {
        assertStand(DocumentedSamples.inMarkdown(Path.of("../../docs/guides/payload-projection.md")));
        assertStand(DocumentedSamples.inJavadoc(Path.of("src/main/java")));
    }

    private static void assertStand(DocumentedSamples samples) {
        assertThat(samples.count()).isPositive();
        Set<String> missing = new TreeSet<>(samples.missingIn(RUN.get(0)));
        RUN.forEach(test -> missing.retainAll(samples.missingIn(test)));
        assertThat(missing).isEmpty();
    }

    @Test
    void readsAPage() {
        // spotless:off
        Projection<Album, AlbumItem> items = Projection.of(Album.class, AlbumItem.class).build(entityManagerFactory);
        List<AlbumItem> page = items.query(entityManager)
                .where((album, cb) -> cb.like(album.get("title"), "A%"))
                .orderBy("title, id")
                .limit(50)
                .list();
        // spotless:on
        assertThat(page)
                .containsExactly(new AlbumItem(
                        1,
                        "Arctic",
                        "Somebody",
                        List.of(
                                new AlbumItem.Song(14, "Track 4"),
                                new AlbumItem.Song(13, "Track 3"),
                                new AlbumItem.Song(12, "Track 2"))));
        assertThat(store.statements.statements()).hasSize(2);
    }

    @Test
    void readsWhatARequestAsksFor() {
        // spotless:off
        FieldMask asked = FieldMask.parse("id,title,tracks(name)");
        List<Row> rows = items.query(entityManager).limit(50).fields(asked).list();
        // spotless:on
        assertThat(rows.get(0).has("artist")).isFalse();
        // spotless:off
        assertThat(items.statements(FieldMask.parse("title"))).hasSize(1);
        assertThat(items.statements(FieldMask.all())).hasSize(2);
        // spotless:on
        List<Row> narrow = narrow();
        assertThat(narrow.get(0).toMap()).containsOnlyKeys("id", "artist");
    }

    private List<Row> narrow() {
        // spotless:off
        List<Row> rows = items.query(entityManager).fields(FieldMask.parse("id,artist")).list();
        // spotless:on
        return rows;
    }

    @Test
    void filtersByText() {
        String artist = "Somebody";
        // spotless:off
        List<AlbumItem> recent = items.query(entityManager)
                .where("e.artist.name = :artist and e.year > :year", Map.of("artist", artist, "year", 1990))
                .list();
        // spotless:on
        assertThat(recent).hasSize(1);
        assertThat(items.query(entityManager)
                        .where("e.artist.name = :artist and e.year > :year", Map.of("artist", artist, "year", 1990))
                        .one())
                .isPresent();
    }

    @Test
    void exportsMany() {
        List<AlbumItem> exported = new ArrayList<>();
        new Object() {
            void run() {
                // spotless:off
                items.query(entityManager).orderBy("id").forEach(500, item -> export(item));
                // spotless:on
            }

            void export(AlbumItem item) {
                exported.add(item);
            }
        }.run();
        assertThat(exported).hasSize(2);
    }

    @Test
    void readsTheRecordsOfTheJavadoc() {
        assertThat(titles())
                .hasToString("[AlbumItem[id=1, title=Arctic, artist=Somebody], AlbumItem[id=2, title=Baltic,"
                        + " artist=null]]");
        assertThat(longest()).contains("tracks=[Hit[id=14, name=Track 4], Hit[id=13, name=Track 3]");
        assertThat(whole()).contains("tracks=[Song[id=11, name=Track 1], Song[id=12, name=Track 2]");
        assertThat(computed()).hasToString("[AlbumItem[id=1, trackCount=4], AlbumItem[id=2, trackCount=4]]");
        assertThat(pictures()).contains("cover=/albums/1/cover?v=7");
    }

    private String titles() {
        // spotless:off
        record AlbumItem(long id, String title, @Select("artist.name") String artist) {}
        // spotless:on
        return text(AlbumItem.class);
    }

    private String longest() {
        // spotless:off
        record AlbumItem(long id, String title, @Many(limit = 3, orderBy = "milliseconds desc") List<Hit> tracks) {
            record Hit(long id, String name) {}
        }
        // spotless:on
        return text(AlbumItem.class);
    }

    private String whole() {
        // spotless:off
        record AlbumItem(long id, String title, @Select("artist.name") String artist, List<Song> tracks) {
            record Song(long id, String name) {}
        }

        Projection<Album, AlbumItem> items = Projection.of(Album.class, AlbumItem.class).build(entityManagerFactory);
        // spotless:on
        return items.query(entityManager).orderBy("id").list().toString();
    }

    private String computed() {
        record AlbumItem(long id, long trackCount) {}

        Projection<Album, AlbumItem> items =
                // spotless:off
                Projection.of(Album.class, AlbumItem.class).expression("trackCount", "size(e.tracks)")
                // spotless:on
                        .build(entityManagerFactory);
        return items.query(entityManager).orderBy("id").list().toString();
    }

    private String pictures() {
        // spotless:off
        record AlbumItem(long id, String title, @Media(version = "coverVersion") URI cover) {}

        Projection<Album, AlbumItem> items = Projection.of(Album.class, AlbumItem.class)
                .media((field, key, version) -> URI.create("/albums/" + key + "/" + field + "?v=" + version))
                .build(entityManagerFactory);
        // spotless:on
        return items.query(entityManager).orderBy("id").list().toString();
    }

    private String text(Class<?> view) {
        return Projection.of(Album.class, view)
                .build(entityManagerFactory)
                .query(entityManager)
                .orderBy("id")
                .list()
                .toString();
    }

    @Test
    void showsWhatASubclassHas() {
        // spotless:off
        record WorkItem(String name, @Select(of = Song.class) Integer milliseconds) {}
        // spotless:on
        assertThat(Projection.of(Work.class, WorkItem.class)
                        .build(entityManagerFactory)
                        .query(entityManager)
                        .orderBy("name")
                        .list())
                .containsExactly(new WorkItem("A poem", null), new WorkItem("A song", 1000));
    }

    @Test
    void showsCovers() {
        // spotless:off
        record AlbumCover(long id, String title, @Media(version = "coverVersion") URI cover) {}

        Projection<Album, AlbumCover> covers = Projection.of(Album.class, AlbumCover.class)
                .media((field, key, version) -> URI.create("/albums/" + key + "/" + field + "?v=" + version))
                .build(entityManagerFactory);
        // spotless:on
        assertThat(covers.query(entityManager).orderBy("id").list())
                .contains(new AlbumCover(1, "Arctic", URI.create("/albums/1/cover?v=7")));
    }

    private static void fill(EntityManager em) {
        Work poem = new Work();
        poem.name = "A poem";
        em.persist(poem);
        Song song = new Song();
        song.id = 1;
        song.name = "A song";
        song.milliseconds = 1000;
        em.persist(song);
        Artist artist = new Artist();
        artist.name = "Somebody";
        em.persist(artist);
        for (long id = 1; id <= 2; id++) {
            Album album = new Album();
            album.id = id;
            album.title = id == 1 ? "Arctic" : "Baltic";
            album.year = 2000;
            album.coverVersion = 7;
            album.artist = id == 1 ? artist : null;
            em.persist(album);
            for (long number = 1; number <= 4; number++) {
                Track track = new Track();
                track.id = 10 * id + number;
                track.name = "Track " + number;
                track.milliseconds = (int) (1000 * number);
                track.album = album;
                em.persist(track);
            }
        }
    }

    private static final class Store extends RecordedStore {

        Store(Database database) {
            super(database, Album.class, Artist.class, Track.class, Work.class, Song.class);
        }
    }

    @Entity(name = "Album")
    static class Album {
        @Id
        long id;

        String title;

        @Column(name = "release_year")
        int year;

        int coverVersion;

        @ManyToOne(fetch = FetchType.LAZY)
        Artist artist;

        @OneToMany(mappedBy = "album")
        List<Track> tracks = new ArrayList<>();
    }

    @Entity(name = "Artist")
    static class Artist {
        @Id
        long id;

        String name;
    }

    @Entity(name = "Track")
    static class Track {
        @Id
        long id;

        String name;
        int milliseconds;

        @ManyToOne(fetch = FetchType.LAZY)
        Album album;
    }

    @Entity(name = "Work")
    static class Work {
        @Id
        long id;

        String name;
    }

    @Entity(name = "Song")
    static class Song extends Work {
        int milliseconds;
    }
}
