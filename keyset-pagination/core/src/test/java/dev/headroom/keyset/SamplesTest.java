package dev.headroom.keyset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sample of the README, the guide and the Javadoc, run. */
@ExtendWith(ServersExtension.class)
class SamplesTest {

    private static final Path THIS = Path.of("src/test/java/dev/headroom/keyset/SamplesTest.java");

    private final byte[] secret = SongStore.secret(1);
    private final List<Song> exported = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private SongStore store;
    private EntityManagerFactory entityManagerFactory;
    private EntityManager entityManager;

    @BeforeEach
    void open(Servers servers) {
        store = new SongStore(servers.database(DatabaseKind.H2));
        store.fill(120, song -> {});
        entityManagerFactory = store.entityManagers;
        entityManager = entityManagerFactory.createEntityManager();
    }

    @AfterEach
    void close() {
        entityManager.close();
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../README.md", "../../docs/guides/keyset-pagination.md"})
    void standsInThisTest(String document) {
        DocumentedSamples samples = DocumentedSamples.inMarkdown(Path.of(document));
        assertThat(samples.count()).isPositive();
        assertThat(samples.missingIn(THIS)).isEmpty();
    }

    @Test
    void standsInThisTestIfInJavadoc() {
        DocumentedSamples samples = DocumentedSamples.inJavadoc(Path.of("src/main/java"));
        assertThat(samples.count()).isPositive();
        assertThat(samples.missingIn(THIS)).isEmpty();
    }

    @Test
    void ranges() {
        Keyset<Song> byName = define();
        // spotless:off
        List<KeysetRange> ranges = byName.query(entityManager).partitions(4);
        KeysetRange soFar = byName.query(entityManager).rangeSoFar().orElseThrow();
        KeysetPage<Song> page = byName.query(entityManager).within(soFar).page(KeysetRequest.first(50));
        // spotless:on
        assertThat(page.hasNext()).isTrue();
        for (KeysetRange range : ranges) {
            // spotless:off
            byName.forEachBatch(
                    entityManagerFactory::runInTransaction,
                    query -> query.within(range),
                    KeysetRequest.first(500),
                    (em, batch) -> batch.forEach(this::index));
            // spotless:on
        }
        assertThat(exported).hasSize(120);
    }

    @Test
    void readme() {
        // spotless:off
        Keyset<Song> byName = Keyset.of(Song.class, SortKey.asc("name")) // once, at start
                .cursors(CursorCodecs.signed(secret))
                .build(entityManagerFactory);

        KeysetPage<Song> page = byName.query(entityManager).page(KeysetRequest.first(50));
        KeysetPage<Song> next = byName.query(entityManager).page(page.next().orElseThrow());
        // spotless:on
        assertThat(page.content()).hasSize(50).doesNotContainAnyElementsOf(next.content());
        assertThat(next.content()).hasSize(50);
    }

    @Test
    void firstPages() {
        // spotless:off
        Keyset<Song> byName = Keyset.of(Song.class, SortKey.asc("name"))
                .cursors(CursorCodecs.signed(secret))
                .build(entityManagerFactory);

        KeysetPage<Song> page = byName.query(entityManager).page(KeysetRequest.first(50));
        KeysetPage<Song> next = byName.query(entityManager)
                .page(KeysetRequest.after(page.endCursor().orElseThrow(), 50));
        // spotless:on
        assertThat(next.content()).hasSize(50).doesNotContainAnyElementsOf(page.content());
    }

    @Test
    void guide() {
        Keyset<Song> byName = define();
        // spotless:off
        KeysetPage<Song> page = byName.query(entityManager).page(KeysetRequest.first(50));
        String cursor = page.endCursor().orElseThrow();
        KeysetPage<Song> next = byName.query(entityManager).page(KeysetRequest.after(cursor, 50));
        // spotless:on
        assertThat(next.content()).hasSize(50).doesNotContainAnyElementsOf(page.content());
    }

    @Test
    void narrows() {
        Keyset<Song> byName = define();
        String tenant = "tenant-1";
        BigDecimal limit = new BigDecimal("1.00");
        // spotless:off
        KeysetPage<Song> cheap = byName.query(entityManager)
                .where((song, cb) -> cb.lessThan(song.get("price"), limit))
                .scope(tenant, limit)
                .page(KeysetRequest.first(50));
        // spotless:on
        assertThat(cheap.content()).hasSize(50);
    }

    @Test
    void narrowsBySubqueries() {
        store.fill(7, song -> song.name = song.id < 3 ? "Achtung Baby" : song.name);
        // spotless:off
        KeysetFilter<Song> onAnAlbumOfItsName = (song, query, cb) -> {
            Subquery<Integer> albums = query.subquery(Integer.class);
            Root<Album> album = albums.from(Album.class);
            return cb.exists(albums.select(cb.literal(1)).where(cb.equal(album.get("title"), song.get("name"))));
        };
        // spotless:on
        assertThat(SongStore.ids(
                        define().query(entityManager).where(onAnAlbumOfItsName).page(KeysetRequest.first(9))))
                .containsExactly(1L, 2L);
    }

    @Test
    void walks() {
        Keyset<Song> byName = define();
        // spotless:off
        Optional<KeysetRequest> request = Optional.of(KeysetRequest.first(500));
        while (request.isPresent()) {
            KeysetPage<Song> songs = byName.query(entityManager).page(request.get());
            songs.forEach(this::export);
            request = songs.next();
        }
        // spotless:on
        assertThat(SongStore.ids(exported))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 120).boxed().toList());
    }

    @Test
    void servesAWebController() {
        KeysetPage<Song> first = webPage(null, null, 50);
        assertThat(first.hasPrevious()).isFalse();
        KeysetPage<Song> second = webPage(first.endCursor().orElseThrow(), null, 50);
        assertThat(second.hasPrevious()).isTrue();
        assertThat(webPage(null, second.startCursor().orElseThrow(), 50).content())
                .isEqualTo(first.content());
    }

    @Test
    void selects() {
        Keyset<Song> byName = define();
        // spotless:off
        KeysetPage<Title> titles = byName.query(entityManager)
                .select((song, cb) -> List.of(song.get("id"), song.get("name")), Title::of)
                .page(KeysetRequest.first(50));
        // spotless:on
        assertThat(titles.content()).hasSize(50).startsWith(new Title(1L, "Song 1"));
    }

    @Test
    void ordersAnyWay() {
        // spotless:off
        Keyset<Song> order = Keyset.of(
                        Song.class,
                        SortKey.asc("album.title").ignoreCase().nullsLast(),
                        SortKey.desc("rating"),
                        SortKey.<Song, Integer>asc("length", Integer.class, (song, cb) -> cb.length(song.get("name"))))
                .cursors(CursorCodecs.signed(secret))
                .build(entityManagerFactory);
        // spotless:on
        assertThat(order)
                .hasToString("Song order by lower(album.title) asc nulls last, rating desc, length asc, id asc");
        assertThat(order.query(entityManager).page(KeysetRequest.last(200)).content())
                .hasSize(120);
    }

    @Test
    void counts() {
        Keyset<Song> byName = define();
        // spotless:off
        Total total = byName.query(entityManager)
                .page(KeysetRequest.first(50).counting(Count.upTo(1000)))
                .total();
        String shown = total.toString();
        // spotless:on
        assertThat(shown).isEqualTo("120");
    }

    @Test
    void explains() {
        Keyset<Song> byName = define();
        String cursor = byName.query(entityManager).cursorOf(60L).orElseThrow();
        // spotless:off
        KeysetExplanation page = byName.query(entityManager).explain(KeysetRequest.after(cursor, 50).withBothSides());
        log(page.toString());
        // spotless:on
        assertThat(logged.get(0))
                .startsWith("50 rows after a cursor of Song order by name asc, id asc, at most 4 statements\n");
    }

    @Test
    void advisesAnIndex() {
        Keyset<Song> byName = define();
        // spotless:off
        String ddl = byName.indexAdvice().toString(); // create index song_name_id_idx on Song (name, id)
        // spotless:on
        assertThat(ddl).isEqualTo("create index song_name_id_idx on Song (name, id)");
        entityManager.getTransaction().begin();
        entityManager.createNativeQuery(ddl).executeUpdate();
        entityManager.getTransaction().commit();
        // spotless:off
        KeysetExplanation page = byName.query(entityManager).explain(KeysetRequest.first(50));
        assertThat(page.servingIndexes()).as(page.toString()).isNotEmpty();
        // spotless:on
    }

    private void log(String text) {
        logged.add(text);
    }

    @Test
    void streams() {
        Keyset<Song> byName = define();
        // spotless:off
        try (Stream<Song> songs = byName.query(entityManager).stream(500)) {
            songs.forEach(this::export);
        }
        // spotless:on
        assertThat(exported).hasSize(120);
    }

    @Test
    void worksInBatches() {
        Keyset<Song> byName = define();
        // spotless:off
        byName.forEachBatch(
                entityManagerFactory::runInTransaction,
                KeysetRequest.first(500),
                (em, batch) -> {
                    batch.forEach(this::index);
                    batch.endCursor().ifPresent(cursor -> saveProgress(em, cursor));
                });
        // spotless:on
        assertThat(exported).hasSize(120);
    }

    private void index(Song song) {
        exported.add(song);
    }

    private static void saveProgress(EntityManager em, String cursor) {
        em.find(Album.class, 4L).title = cursor;
    }

    private record Title(Long id, String name) {

        static Title of(Object[] values) {
            return new Title((Long) values[0], (String) values[1]);
        }
    }

    @Test
    void seals() {
        byte[] newSecret = SongStore.secret(2);
        byte[] oldSecret = SongStore.secret(1);
        // spotless:off
        CursorCodec cursors = CursorCodecs.sealed(newSecret, oldSecret);
        // spotless:on
        assertThat(cursors.decode(CursorCodecs.sealed(oldSecret).encode(new byte[1])))
                .hasSize(1);
    }

    private Keyset<Song> define() {
        // spotless:off
        Keyset<Song> byName = Keyset.of(Song.class, SortKey.asc("name"))
                .cursors(CursorCodecs.signed(secret))
                .build(entityManagerFactory);
        // spotless:on
        return byName;
    }

    private KeysetPage<Song> webPage(String after, String before, int size) {
        Keyset<Song> byName = define();
        // spotless:off
        KeysetRequest request = KeysetRequest.of(size, after, before).withBothSides();
        KeysetPage<Song> page = byName.query(entityManager).page(request);
        String previous = page.previousCursor().orElse(null);
        String next = page.nextCursor().orElse(null);
        // spotless:on
        assertThat(previous != null).isEqualTo(page.hasPrevious());
        assertThat(next).isEqualTo(page.hasNext() ? page.endCursor().orElseThrow() : null);
        return page;
    }

    private void export(Song song) {
        exported.add(song);
    }
}
