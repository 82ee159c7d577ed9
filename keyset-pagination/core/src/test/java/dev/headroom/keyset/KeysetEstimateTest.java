package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.headroom.keyset.Total.Accuracy;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.assertj.core.data.Percentage;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What PostgreSQL expects of a table of a hundred thousand songs that was analyzed. */
@ExtendWith(ServersExtension.class)
class KeysetEstimateTest {

    private static final int ROWS = 100_000;
    private static final KeysetRequest PAGE = KeysetRequest.first(10).counting(Count.estimated());

    private static SongStore store;
    private static Keyset<Song> byName;

    private EntityManager em;
    private KeysetQuery<Song, Song> songs;

    @BeforeAll
    static void fill(Servers servers) throws SQLException {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        store = new SongStore(database);
        byName = store.keyset(asc("name"));
        run(database, """
                    insert into album (id, title) values (1, 'Achtung Baby'), (2, 'Zooropa')""", """
                    insert into song (id, name, price, released, addedAt, mood, code, rating, length, album_id, catalogNumber)
                    select i, 'Song ' || i %% 500, 0.99, date '2026-01-01', now(), 'CALM', gen_random_uuid(),
                           i %% 10, i, 1 + (i %% 4) / 3, i
                    from generate_series(1, %d) i""".formatted(ROWS), "create index on song (name, id)", "analyze");
    }

    private static void run(Database database, String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @BeforeEach
    void begin() {
        em = store.entityManagers.createEntityManager();
        songs = byName.query(em);
        store.statements.clear();
    }

    @AfterEach
    void end() {
        em.close();
    }

    @Test
    void asksThePlannerInsteadOfReadingRows() {
        Total total = songs.page(PAGE).total();
        assertThat(total.rows()).isCloseTo(ROWS, Percentage.withPercentage(5));
        assertThat(total.exact()).isFalse();
        assertThat(total.accuracy()).isEqualTo(Accuracy.ESTIMATED);
        assertThat(total).hasToString("~" + total.rows());
        assertThat(store.statements.statements()).hasSize(2);
        assertThat(lastStatement()).startsWith("explain select ").doesNotContain("order by", "count(");
    }

    @Test
    void estimatesFiltersWithTheirParameters() {
        for (int rating : new int[] {1, 3, 8}) {
            assertThat(songs.where((song, cb) -> cb.lessThan(song.get("rating"), rating))
                            .page(PAGE)
                            .total()
                            .rows())
                    .isCloseTo(ROWS / 10L * rating, Percentage.withPercentage(20));
        }
        assertThat(store.statements.statements().get(1).parameters()).containsExactly(1);
    }

    @Test
    void estimatesFiltersThroughAssociations() {
        long zooropa = ROWS / 4;
        assertThat(songs.where((song, cb) -> cb.equal(song.get("album").get("title"), "Zooropa"))
                        .page(PAGE)
                        .total()
                        .rows())
                .isBetween(zooropa / 3, zooropa * 3);
        Album album = em.find(Album.class, 2L);
        assertThat(songs.where((song, cb) -> cb.equal(song.get("album"), album))
                        .page(PAGE)
                        .total()
                        .rows())
                .isCloseTo(zooropa, Percentage.withPercentage(20));
        em.clear();
        assertThat(songs.where((song, cb) -> cb.equal(song.get("album"), em.getReference(Album.class, 2L)))
                        .page(PAGE)
                        .total()
                        .rows())
                .isCloseTo(zooropa, Percentage.withPercentage(20));
        em.clear();
        assertThat(songs.where((song, cb) -> cb.equal(song.get("album"), album))
                        .page(PAGE)
                        .total()
                        .rows())
                .as("a detached entity")
                .isCloseTo(zooropa, Percentage.withPercentage(20));
    }

    @Test
    void flushesAndLeavesTheCallersTransactionAlone() {
        em.getTransaction().begin();
        Album album = em.find(Album.class, 1L);
        Song pending = new Song(ROWS + 1, album);
        pending.name = "pending";
        em.persist(pending);
        store.statements.clear();

        songs.page(PAGE).total();

        assertThat(store.statements.statements())
                .extracting(RecordedStatement::sql)
                .satisfiesExactly(
                        sql -> assertThat(sql).startsWith("insert into Song"),
                        sql -> assertThat(sql).startsWith("select"),
                        sql -> assertThat(sql).startsWith("explain"));
        assertThat(em.getTransaction().isActive()).isTrue();
        assertThat(em.contains(pending) && em.contains(album)).isTrue();
        album.title = "changed after the estimate";
        em.flush();
        em.getTransaction().rollback();
        assertThat(em.find(Song.class, ROWS + 1L)).as("nothing was committed").isNull();

        em.getTransaction().begin();
        em.find(Album.class, 1L).title = "changed before the estimate";
        songs.page(PAGE).total();
        em.getTransaction().commit();
        em.clear();
        assertThat(em.find(Album.class, 1L).title()).isEqualTo("changed before the estimate");
    }

    @Test
    void estimatesAgainAndAgain() {
        for (int page = 0; page < 20; page++) {
            assertThat(songs.page(PAGE).total().rows()).isCloseTo(ROWS, Percentage.withPercentage(5));
        }
    }

    @Test
    void leavesStatementsToTheApplicationsInspector() {
        List<String> seen = new ArrayList<>();
        UnaryOperator<String> inspector = sql -> {
            seen.add(sql);
            return sql + " /* seen */";
        };
        try (Session inspected = store.entityManagers
                .unwrap(SessionFactory.class)
                .withOptions()
                .statementInspector(inspector)
                .openSession()) {
            byName.query(inspected).page(PAGE).total();
        }
        assertThat(seen).hasSize(2).element(1).asString().startsWith("explain select");
        assertThat(lastStatement()).endsWith(" /* seen */");
    }

    /** The name decides the other two, which the planner does not know: it expects 5 rows of 200. */
    @Test
    void isNotLessThanWhatThePageShows() {
        KeysetQuery<Song, Song> dependent = songs.where((song, cb) -> cb.and(
                cb.equal(song.get("name"), "Song 3"),
                cb.equal(song.get("rating"), 3),
                cb.equal(song.get("album").get("id"), 2L)));
        KeysetPage<Song> page = dependent.page(KeysetRequest.first(60).counting(Count.estimated()));
        assertThat(page.hasNext()).isTrue();
        assertThat(page.total()).isEqualTo(new Total(61, Accuracy.ESTIMATED));
    }

    @Test
    void isExactForAPageThatHoldsTheList() {
        KeysetPage<Song> few =
                songs.where((song, cb) -> cb.le(song.get("catalogNumber"), 7)).page(PAGE);
        assertThat(few.total()).isEqualTo(new Total(7, Accuracy.EXACT)).hasToString("7");
        assertThat(store.statements.statements()).hasSize(1);
    }

    @Test
    void guessesForATableThatWasNeverAnalyzed(Servers servers) {
        try (SongStore fresh = new SongStore(servers.database(DatabaseKind.POSTGRESQL))) {
            fresh.fill(2, song -> {});
            fresh.write(writer -> {
                KeysetQuery<Song, Song> query = fresh.keyset().query(writer);
                String cursor = query.cursorOf(2L).orElseThrow();
                writer.createQuery("delete from Song").executeUpdate();
                assertThat(query.page(PAGE).total()).isEqualTo(new Total(0, Accuracy.EXACT));
                assertThat(query.page(KeysetRequest.after(cursor, 5).counting(Count.estimated()))
                                .total()
                                .rows())
                        .isNotNegative();
            });
        }
    }

    @Test
    void appliesTheFiltersOfTheSession(Servers servers) throws SQLException {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        try (EntityManagerFactory factory = EntityManagerFactories.create(database.dataSource(), Listing.class)) {
            run(
                    database,
                    "insert into listing (id, shop) select i, i % 10 from generate_series(1, 10000) i",
                    "analyze");
            Keyset<Listing> byId =
                    Keyset.of(Listing.class).cursors(SongStore.CURSORS).build(factory);
            try (Session session = factory.unwrap(SessionFactory.class).openSession()) {
                assertThat(byId.query(session).page(PAGE).total().rows()).isCloseTo(9000, within(500L));
                session.disableFilter("visible");
                assertThat(byId.query(session).page(PAGE).total().rows()).isCloseTo(10_000, within(500L));
                session.enableFilter("shop").setParameterList("shops", Listing.TWO_SHOPS);
                assertThat(byId.query(session).page(PAGE).total().rows()).isCloseTo(2000, within(500L));
                session.enableFilter("shop").setParameter("shops", 3);
                assertThat(byId.query(session).page(PAGE).total().rows()).isCloseTo(1000, within(500L));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "MARIADB"})
    void countsExactlyWhereNoEstimateIsGood(DatabaseKind kind, Servers servers) {
        try (SongStore other = new SongStore(servers.database(kind))) {
            other.fill(30, song -> {});
            other.read(reader -> {
                Total total = other.keyset().query(reader).page(PAGE).total();
                assertThat(total).isEqualTo(new Total(30, Accuracy.EXACT));
                return total;
            });
        }
    }

    @Test
    void isNeverNegative() {
        assertThatThrownBy(() -> new Total(-1, Accuracy.ESTIMATED)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Count.estimated())
                .hasToString("estimated count")
                .isNotEqualTo(Count.exact())
                .isEqualTo(Count.estimated())
                .hasSameHashCodeAs(Count.estimated());
    }

    private static String lastStatement() {
        List<RecordedStatement> statements = store.statements.statements();
        return statements.get(statements.size() - 1).sql();
    }
}
