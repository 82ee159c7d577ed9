package dev.headroom.keyset;

import static dev.headroom.keyset.SongStore.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.Parameter;

/** Random orders, ties and page sizes against the list that the database itself sorts. */
@EachDatabase
class KeysetWalkTest {

    private static final List<String> PATHS = List.of(
            "name",
            "price",
            "released",
            "addedAt",
            "mood",
            "code",
            "rating",
            "id",
            "composer",
            "playedAt",
            "publication.edition",
            "album.title",
            "album.artist.name",
            "album.id",
            "length");
    private static final Set<String> TEXTS = Set.of("name", "composer", "album.title", "album.artist.name");

    private static final int MOST_ROWS = 500;

    @Parameter
    SongStore store;

    @RepeatedTest(220)
    void walksAsTheDatabaseSorts(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int count = random.nextInt(60);
        store.fill(count, song -> randomise(song, random, store.albums));
        Keyset<Song> keyset = store.keyset(randomKeys(random));
        int size = 1 + random.nextInt(12);
        String seed = "seed " + repetition.getCurrentRepetition() + ", " + keyset + ", size " + size;

        store.read(em -> {
            KeysetQuery<Song, Song> query = random.nextBoolean() ? keyset.query(em) : asCriteria(keyset.query(em));
            List<Long> sorted = sorted(em, keyset);
            assertThat(forward(query, size)).as(seed).isEqualTo(sorted);
            assertThat(backward(query, size)).as(seed).isEqualTo(sorted);
            stagger(query, size, sorted, random, seed);
            return null;
        });
    }

    /** The same rows by the other way of making queries: filters are criteria, and make the whole query one. */
    private static KeysetQuery<Song, Song> asCriteria(KeysetQuery<Song, Song> query) {
        return query.where((song, cb) -> cb.conjunction());
    }

    /** Even ids stay, odd ones come and go between the pages. */
    @RepeatedTest(30)
    void neitherSkipsNorRepeatsRowsThatStay(RepetitionInfo repetition) {
        Random random = new Random(1000 + repetition.getCurrentRepetition());
        store.fill(40, song -> randomise(song, random, store.albums));
        Keyset<Song> keyset = store.keyset(randomKeys(random));
        boolean forward = random.nextBoolean();
        int size = 1 + random.nextInt(6);
        String seed = "seed " + (1000 + repetition.getCurrentRepetition()) + ", " + keyset + ", size " + size;

        List<Long> walked = new ArrayList<>();
        Optional<KeysetRequest> next = Optional.of(forward ? KeysetRequest.first(size) : KeysetRequest.last(size));
        while (next.isPresent()) {
            KeysetRequest request = next.get();
            KeysetPage<Song> page = store.read(em -> keyset.query(em).page(request));
            walked.addAll(forward ? walked.size() : 0, ids(page));
            assertThat(walked).as("a walk that does not end, " + seed).hasSizeLessThanOrEqualTo(MOST_ROWS);
            next = forward ? page.next() : page.previous();
            store.write(em -> comeAndGo(em, random));
        }

        walked.removeIf(id -> id % 2 == 1);
        List<Long> sorted = store.read(em -> sorted(em, keyset)).stream()
                .filter(id -> id % 2 == 0)
                .toList();
        assertThat(walked).as(seed).isEqualTo(sorted);
    }

    private void comeAndGo(EntityManager em, Random random) {
        for (int change = 0; change < 5; change++) {
            long id = 1 + 2L * random.nextInt(40);
            Song song = em.find(Song.class, id);
            if (song == null) {
                Song fresh = new Song(id, em.find(Album.class, 1L));
                randomise(fresh, random, store.albums);
                if (fresh.album != null) {
                    fresh.album = em.getReference(Album.class, fresh.album.id);
                }
                em.persist(fresh);
            } else {
                em.remove(song);
            }
        }
    }

    /** From every row's cursor, both ways. */
    private static void stagger(
            KeysetQuery<Song, Song> query, int size, List<Long> sorted, Random random, String seed) {
        for (int row = 0; row < sorted.size(); row += 1 + random.nextInt(5)) {
            String cursor = query.cursorOf(sorted.get(row)).orElseThrow();
            KeysetPage<Song> next = query.page(KeysetRequest.after(cursor, size).withBothSides());
            KeysetPage<Song> previous =
                    query.page(KeysetRequest.before(cursor, size).withBothSides());
            int end = Math.min(sorted.size(), row + 1 + size);
            int start = Math.max(0, row - size);

            assertThat(ids(next)).as(seed).isEqualTo(sorted.subList(row + 1, end));
            assertThat(next.hasNext()).as(seed).isEqualTo(end < sorted.size());
            assertThat(next.hasPrevious()).as(seed).isTrue();
            assertThat(ids(previous)).as(seed).isEqualTo(sorted.subList(start, row));
            assertThat(previous.hasPrevious()).as(seed).isEqualTo(start > 0);
            assertThat(previous.hasNext()).as(seed).isTrue();

            KeysetPage<Song> around = query.around(sorted.get(row), size).orElseThrow();
            int first = Math.max(0, row - size / 2);
            int last = Math.min(sorted.size(), first + size);
            assertThat(ids(around)).as(seed).isEqualTo(sorted.subList(first, last));
            assertThat(around.hasPrevious()).as(seed).isEqualTo(first > 0);
            assertThat(around.hasNext()).as(seed).isEqualTo(last < sorted.size());
        }
    }

    private static List<Long> forward(KeysetQuery<Song, Song> query, int size) {
        List<Long> walked = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(KeysetRequest.first(size));
        while (request.isPresent()) {
            KeysetPage<Song> page = query.page(request.get());
            walked.addAll(ids(page));
            assertThat(walked).as("a walk that does not end").hasSizeLessThanOrEqualTo(MOST_ROWS);
            request = page.next();
        }
        return walked;
    }

    private static List<Long> backward(KeysetQuery<Song, Song> query, int size) {
        List<Long> walked = new ArrayList<>();
        Optional<KeysetRequest> request = Optional.of(KeysetRequest.last(size));
        while (request.isPresent()) {
            KeysetPage<Song> page = query.page(request.get());
            walked.addAll(0, ids(page));
            assertThat(walked).as("a walk that does not end").hasSizeLessThanOrEqualTo(MOST_ROWS);
            request = page.previous();
        }
        return walked;
    }

    private static List<Long> sorted(EntityManager em, Keyset<Song> keyset) {
        String order = keyset.keys().stream().map(KeysetWalkTest::hql).collect(Collectors.joining(", "));
        return em.createQuery(
                        "select s.id from Song s left join s.album album left join album.artist artist order by "
                                + order,
                        Long.class)
                .getResultList();
    }

    private static String hql(SortKey key) {
        String value = "s." + key.path();
        if (key.path().equals("length")) {
            value = "length(s.name)";
        } else if (key.path().startsWith("album.")) {
            value = key.path().replace("album.artist.", "artist.");
        }
        return (key.rule().ignoringCase() ? "lower(" + value + ")" : value)
                + (key.ascending() ? " asc" : " desc")
                + (key.rule().saysWhereNullsGo() ? key.rule().putsNullsLast() ? " nulls last" : " nulls first" : "");
    }

    static SortKey[] randomKeys(Random random) {
        List<String> paths = new ArrayList<>(PATHS);
        Collections.shuffle(paths, random);
        return paths.subList(0, random.nextInt(4)).stream()
                .map(path -> randomKey(path, random))
                .toArray(SortKey[]::new);
    }

    private static SortKey randomKey(String path, Random random) {
        SortKey key = random.nextBoolean() ? SortKey.asc(path) : SortKey.desc(path);
        if (path.equals("length")) {
            key = SortKey.<Song, Integer>asc(path, Integer.class, (song, cb) -> cb.length(song.get("name")));
        }
        if (TEXTS.contains(path) && random.nextBoolean()) {
            key = key.ignoreCase();
        }
        return random.nextBoolean() ? key.nullsFirst() : key.nullsLast();
    }

    /** Few distinct values, so that most pages end within ties. */
    static void randomise(Song song, Random random, List<Album> albums) {
        song.name = List.of("a", "A", "ä", "b", "B ", "ß", "", "Zooropa").get(random.nextInt(8));
        song.price = List.of(new BigDecimal("0.99"), new BigDecimal("1.99"), new BigDecimal("-1"))
                .get(random.nextInt(3));
        song.released = LocalDate.of(2026, 1, 1 + random.nextInt(3));
        song.addedAt = song.addedAt.plusNanos(random.nextInt(5) * 250L);
        song.mood = List.of(Song.Mood.values()).get(random.nextInt(3));
        song.code = new UUID(random.nextLong(), random.nextInt(2));
        song.rating = random.nextInt(3) - 1;
        song.composer = Arrays.asList(null, null, "x", "X", "y").get(random.nextInt(5));
        song.playedAt = random.nextBoolean() ? null : song.addedAt;
        song.publication.edition = random.nextInt(3) == 0 ? null : random.nextInt(2);
        song.album = random.nextInt(4) == 0 ? null : albums.get(random.nextInt(albums.size()));
    }
}
