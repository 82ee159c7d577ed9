package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.KeysetExplanation.Form;
import dev.headroom.keyset.KeysetExplanation.Purpose;
import dev.headroom.keyset.KeysetExplanation.Statement;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordedStatement;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What a page is said to send, against what it sends. */
@EachDatabase
class KeysetExplainTest {

    @Parameter
    SongStore store;

    @RepeatedTest(80)
    void saysWhatAPageSends(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        store.fill(12, song -> KeysetWalkTest.randomise(song, random, store.albums));
        Keyset<Song> keyset = store.keyset(KeysetWalkTest.randomKeys(random));
        store.read(em -> {
            KeysetQuery<Song, Song> query =
                    keyset.query(em).where((song, cb) -> cb.greaterThan(song.get("rating"), -1));
            for (int page = 0; page < 12; page++) {
                assertSaysWhatAPageSends(
                        query, randomRequest(query, random), "seed " + repetition.getCurrentRepetition());
            }
            return null;
        });
    }

    private static KeysetRequest randomRequest(KeysetQuery<Song, Song> query, Random random) {
        int size = random.nextBoolean() ? 2 : 20;
        String cursor = query.cursorOf(1L + random.nextInt(12)).orElse(null);
        KeysetRequest request;
        if (cursor == null) {
            request = random.nextBoolean() ? KeysetRequest.first(size) : KeysetRequest.last(size);
        } else {
            request = random.nextBoolean() ? KeysetRequest.after(cursor, size) : KeysetRequest.before(cursor, size);
        }
        if (random.nextBoolean()) {
            request = request.withBothSides();
        }
        return switch (random.nextInt(3)) {
            case 0 -> request.counting(Count.exact());
            case 1 -> request.counting(Count.upTo(3));
            default -> request;
        };
    }

    private void assertSaysWhatAPageSends(KeysetQuery<Song, Song> query, KeysetRequest request, String description) {
        KeysetExplanation explanation = query.explain(request);
        store.statements.clear();
        KeysetPage<Song> page = query.page(request);
        List<String> sent = new ArrayList<>(store.statements.statements().stream()
                .map(RecordedStatement::sql)
                .toList());

        String all = description + "\n" + explanation;
        assertThat(sent).as(all).hasSizeLessThanOrEqualTo(explanation.maxStatements());
        List<String> counts = sql(explanation, Purpose.COUNT);
        assertThat(counts).as(all).hasSameSizeAs(request.count().stream().toList());
        assertThat(sent).as(all).endsWith(counts.toArray(String[]::new));
        List<String> rest = sent.subList(0, sent.size() - counts.size());

        List<String> runs = sql(explanation, Purpose.PAGE);
        boolean full = request.forward() ? page.hasNext() : page.hasPrevious();
        int read = full ? (int) rest.stream().filter(runs::contains).count() : runs.size();
        assertThat(rest.subList(0, read)).as(all).isEqualTo(runs.subList(0, read));

        boolean looksBack = request.bothSides() && request.cursor().isPresent();
        List<String> otherSide = rest.subList(read, rest.size());
        assertThat(otherSide.isEmpty()).as(all).isEqualTo(!looksBack);
        assertThat(sql(explanation, Purpose.OTHER_SIDE)).as(all).containsAll(otherSide);
        assertThat(sql(explanation, Purpose.OTHER_SIDE).isEmpty()).as(all).isEqualTo(!looksBack);
    }

    private static List<String> sql(KeysetExplanation explanation, Purpose purpose) {
        return explanation.statements().stream()
                .filter(statement -> statement.purpose() == purpose)
                .map(Statement::sql)
                .toList();
    }

    private static List<String> conditions(KeysetExplanation explanation, Purpose purpose) {
        return explanation.statements().stream()
                .filter(statement -> statement.purpose() == purpose)
                .map(Statement::condition)
                .toList();
    }

    @Test
    void readsNoRows() {
        store.fill(3, song -> {});
        Keyset<Song> byName = store.keyset(asc("name"));
        store.read(em -> {
            store.statements.clear();
            KeysetRequest request = KeysetRequest.first(2).counting(Count.exact());
            return byName.query(em).explain(request);
        });
        List<String> sent = store.statements.statements().stream()
                .map(RecordedStatement::sql)
                .toList();
        switch (store.kind) {
            case POSTGRESQL ->
                assertThat(sent).hasSize(1).allSatisfy(sql -> assertThat(sql).contains("from pg_index i"));
            case H2 -> assertThat(sent).isEmpty();
            case MARIADB -> assertThat(sent).containsExactly("show index from Song");
        }
    }

    @Test
    void leavesTheTransactionAsItIs() {
        store.fill(1, song -> {});
        store.read(em -> {
            em.persist(new Song(2, em.getReference(Album.class, 1L)));
            store.statements.clear();
            store.keyset(asc("name")).query(em).explain(KeysetRequest.first(2));
            assertThat(store.statements.statements())
                    .noneMatch(statement -> statement.sql().startsWith("insert"));
            assertThat(em.getTransaction().getRollbackOnly()).isFalse();
            assertThat(em.isOpen()).isTrue();
            return null;
        });
        Song written = store.read(em -> em.find(Song.class, 2L));
        assertThat(written).isNotNull();
    }

    /** An application's pool may have no second connection to give, and a wait for one would never end. */
    @Test
    void takesNoConnectionBesideThatOfTheTransaction() {
        AtomicInteger taken = new AtomicInteger();
        DataSource counting = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    taken.addAndGet(method.getName().equals("getConnection") ? 1 : 0);
                    return method.invoke(store.statements, arguments);
                });
        try (EntityManagerFactory factory = EntityManagerFactories.open(counting, SongStore.ENTITIES);
                EntityManager em = factory.createEntityManager()) {
            Keyset<Song> keyset = Keyset.of(Song.class, asc("name"))
                    .cursors(SongStore.CURSORS)
                    .build(factory);
            em.getTransaction().begin();
            keyset.query(em).page(KeysetRequest.first(1));
            taken.set(0);
            assertThat(keyset.query(em).explain(KeysetRequest.first(1)).statements())
                    .hasSize(1);
            assertThat(taken).hasValue(0);
            em.getTransaction().commit();
        }
    }

    @Test
    void needsNoTransaction() {
        store.fill(2, song -> {});
        try (EntityManager em = store.entityManagers.createEntityManager()) {
            KeysetQuery<Song, Song> query = store.keyset(asc("name")).query(em);
            assertThat(query.explain(KeysetRequest.first(1)).statements()).hasSize(1);
            assertThat(query.page(KeysetRequest.first(5))).hasSize(2);
        }
    }

    @Test
    void choosesAFormForTheDatabase() {
        store.fill(2, song -> song.composer = song.id == 1 ? "x" : null);
        store.read(em -> {
            KeysetQuery<Song, Song> byName = store.keyset(asc("name")).query(em);
            assertThat(byName.explain(KeysetRequest.last(5)).form()).isEqualTo(Form.FROM_END);
            assertThat(conditions(byName.explain(KeysetRequest.last(5)), Purpose.PAGE))
                    .containsExactly("all rows");
            KeysetExplanation after = byName.explain(KeysetRequest.after(cursor(byName), 5));
            if (store.kind == DatabaseKind.POSTGRESQL) {
                assertThat(after.form()).isEqualTo(Form.COMPARISON);
                assertThat(conditions(after, Purpose.PAGE)).containsExactly("(name, id) > (?, ?)");
            } else {
                assertThat(after.form()).isEqualTo(Form.SEEK_RANGES);
                assertThat(conditions(after, Purpose.PAGE)).containsExactly("name = ? and id > ?", "name > ?");
            }
            KeysetQuery<Song, Song> byId = store.keyset().query(em);
            KeysetExplanation before = byId.explain(KeysetRequest.before(cursor(byId), 5));
            assertThat(before.form()).isEqualTo(Form.COMPARISON);
            assertThat(conditions(before, Purpose.PAGE)).containsExactly("id < ?");

            KeysetQuery<Song, Song> mixed =
                    store.keyset(asc("name").ignoreCase(), desc("rating")).query(em);
            assertThat(conditions(mixed.explain(KeysetRequest.after(cursor(mixed), 5)), Purpose.PAGE))
                    .endsWith("lower(name) > ?");
            return null;
        });
    }

    /** The cursor's row is gone and so are all before it, so every run has to be tried on both sides. */
    @Test
    void sendsAsManyStatementsAsItSays() {
        store.fill(3, song -> song.composer = song.id == 1 ? "x" : null);
        store.read(em -> {
            KeysetQuery<Song, Song> query =
                    store.keyset(asc("composer").nullsLast()).query(em);
            KeysetRequest request =
                    KeysetRequest.after(cursor(query), 5).withBothSides().counting(Count.exact());
            em.createQuery("delete from Song where id = 1").executeUpdate();
            KeysetExplanation explanation = query.explain(request);
            store.statements.clear();
            query.page(request);
            assertThat(store.statements.count()).isEqualTo(explanation.maxStatements());
            assertThat(explanation.form()).isEqualTo(Form.SEEK_RANGES);
            assertThat(conditions(explanation, Purpose.PAGE)).endsWith("composer is null");
            // The first row of the page has a composer or none: that decides about the statements on the other side.
            assertThat(conditions(explanation, Purpose.OTHER_SIDE))
                    .contains("composer is null and id < ?", "composer is not null");
            return null;
        });
    }

    @Test
    void logsNoValues() {
        store.fill(2, song -> song.name = "a secret name");
        store.read(em -> {
            KeysetQuery<Song, Song> query = store.keyset(asc("name"))
                    .query(em)
                    .where((song, cb) -> cb.equal(song.get("composer"), "a secret filter"));
            String cursor = cursor(store.keyset(asc("name")).query(em));
            String text = query.explain(
                            KeysetRequest.after(cursor, 5).withBothSides().counting(Count.upTo(10)))
                    .toString();
            assertThat(text)
                    .startsWith("5 rows after a cursor of Song order by name asc, id asc, at most ")
                    .contains("\npage: ", "\nother side: ", "\ncount: count up to 10\n    select count(")
                    .contains("s1_0.composer=?")
                    .doesNotContain("secret", cursor);
            return null;
        });
    }

    @Test
    void refusesWhatAPageRefuses() {
        store.read(em -> {
            KeysetQuery<Song, Song> query = store.keyset(asc("name")).query(em);
            assertThatThrownBy(() -> query.explain(KeysetRequest.first(0))).isInstanceOf(PageSizeException.class);
            assertThatThrownBy(() -> query.explain(KeysetRequest.after("nonsense", 5)))
                    .isInstanceOf(InvalidCursorException.class);
            return null;
        });
    }

    private static String cursor(KeysetQuery<Song, Song> query) {
        return query.cursorOf(1L).orElseThrow();
    }
}
