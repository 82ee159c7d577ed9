package dev.headroom.fetch.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.FetchPlan;
import dev.headroom.fetch.watch.Library.Album;
import dev.headroom.fetch.watch.Library.Desk;
import dev.headroom.fetch.watch.Library.Loan;
import dev.headroom.fetch.watch.Library.Member;
import dev.headroom.fetch.watch.Library.Playlist;
import dev.headroom.fetch.watch.Library.Reader;
import dev.headroom.fetch.watch.Library.Track;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is an N+1, and what only looks like one. */
@ParameterizedClass
@EnumSource
@ExtendWith(ServersExtension.class)
class QueryWatchTest {

    private static final int PLAYLISTS = Library.PLAYLISTS;
    private static final int TRACKS = Library.PLAYLISTS * Library.TRACKS;

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
    void findsALazyCollectionInALoop() {
        NPlusOne found =
                onlyOne(record(em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks))));
        assertThat(found.role()).isEqualTo("Playlist.tracks");
        assertThat(found.kind()).isEqualTo(NPlusOne.Kind.N_PLUS_ONE);
        assertThat(found.owners()).isEqualTo(PLAYLISTS);
        assertThat(found.statements()).isEqualTo(PLAYLISTS);
        assertThat(found.root()).isEqualTo("Playlist");
        assertThat(found.fix()).isEqualTo("fetch(\"tracks\")");
    }

    @Test
    void namesTheLineOfTheApplication() {
        int line = new Throwable().getStackTrace()[0].getLineNumber() + 2;
        NPlusOne found =
                onlyOne(record(em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks))));
        assertThat(found.callSite())
                .isEqualTo(new CallSite(QueryWatchTest.class.getName(), "namesTheLineOfTheApplication", line));
        assertThat(found.callSite()).hasToString("QueryWatchTest.namesTheLineOfTheApplication:" + line);
    }

    @Test
    void findsALazyToOneInALoop() {
        NPlusOne found = onlyOne(record(em -> Library.tracks(em).forEach(track -> track.album.title())));
        assertThat(found.role()).isEqualTo("Track.album");
        assertThat(found.owners()).isEqualTo(TRACKS);
        assertThat(found.statements()).isEqualTo(TRACKS);
        assertThat(found.fix()).isEqualTo("fetch(\"album\")");
    }

    @Test
    void findsAToOneOfAnEmbeddable() {
        NPlusOne found =
                onlyOne(record(em -> Library.playlists(em).forEach(playlist -> playlist.curation.curator.name())));
        assertThat(found.role()).isEqualTo("Playlist.curation.curator");
        assertThat(found.fix()).isEqualTo("fetch(\"curation.curator\")");
    }

    @Test
    void findsAnEagerToOneThatAQueryDoesNotJoin() {
        NPlusOne found =
                onlyOne(record(em -> em.createQuery("from Loan", Loan.class).getResultList()));
        assertThat(found.role()).isEqualTo("Loan.reader");
        assertThat(found.statements()).isEqualTo(TRACKS);
        assertThat(found.fix()).isEqualTo("fetch(\"reader\")");
    }

    @Test
    void countsEachStatementForTheAssociationThatNeededIt() {
        List<NPlusOne> found = record(
                        em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.loans)))
                .nPlusOnes();
        assertThat(found).extracting(NPlusOne::role).containsExactlyInAnyOrder("Playlist.loans", "Loan.reader");
        assertThat(found).extracting(NPlusOne::statements).containsExactlyInAnyOrder(PLAYLISTS, TRACKS);
    }

    @Test
    void findsNothingWhereAPlanLeavesEagerReferencesForLater() {
        FetchPlan<Playlist> plan = FetchPlan.of(Playlist.class).fetch("loans").build(library.entityManagers);
        QueryRecording queries = record(em -> plan.list(em.createQuery("from Playlist", Playlist.class)));
        assertThat(queries.nPlusOnes()).isEmpty();
        assertThat(queries.selects()).isEqualTo(2);
    }

    @Test
    void severalBatchesOfEagerTargetsAreBatchPlusOne() {
        NPlusOne found =
                onlyOne(record(em -> em.createQuery("from Desk", Desk.class).getResultList()));
        assertThat(found.kind()).isEqualTo(NPlusOne.Kind.BATCH_PLUS_ONE);
        assertThat(found.role()).isEqualTo("Desk.room");
        assertThat(found.owners()).isEqualTo(TRACKS);
        assertThat(found.statements()).isEqualTo(3);
    }

    @Test
    void findsAnInverseOneToOneThatHibernateCannotMakeLazy() {
        NPlusOne found =
                onlyOne(record(em -> em.createQuery("from Member", Member.class).getResultList()));
        assertThat(found.role()).isEqualTo("Member.badge");
        assertThat(found.owners()).isEqualTo(TRACKS);
        assertThat(found.statements()).isEqualTo(TRACKS);
        assertThat(found.fix()).isEqualTo("fetch(\"badge\")");
        FetchPlan<Member> plan = FetchPlan.of(Member.class).fetch("badge").build(library.entityManagers);
        assertThat(record(em -> plan.list(em.createQuery("from Member", Member.class)))
                        .nPlusOnes())
                .isEmpty();
    }

    /** One after the other, each for a query of its own. */
    @Test
    void oneInverseOneToOneForEachQueryIsNoNPlusOne() {
        QueryRecording queries = record(em -> {
            for (long id = 1; id <= PLAYLISTS; id++) {
                assertThat(em.createQuery("from Member where id = :id", Member.class)
                                .setParameter("id", id)
                                .getResultList())
                        .hasSize(1);
            }
        });
        assertThat(queries.nPlusOnes()).isEmpty();
        assertThat(queries.selects()).isEqualTo(2 * PLAYLISTS);
    }

    @Test
    void saysHowAPlanGetsThereFromItsRoot() {
        List<NPlusOne> found = record(em -> Library.playlists(em)
                        .forEach(playlist -> playlist.tracks.forEach(
                                track -> track.album.artist().name())))
                .nPlusOnes();
        assertThat(found).extracting(NPlusOne::role).containsExactly("Playlist.tracks", "Track.album", "Album.artist");
        assertThat(found).extracting(NPlusOne::root).containsOnly("Playlist");
        assertThat(found)
                .extracting(NPlusOne::fix)
                .containsExactly("fetch(\"tracks\")", "fetch(\"tracks.album\")", "fetch(\"tracks.album.artist\")");
    }

    @Test
    void theFixMendsIt() {
        FetchPlan<Playlist> plan =
                FetchPlan.of(Playlist.class).fetch("tracks.album.artist").build(library.entityManagers);
        QueryRecording queries = record(em -> {
            List<Playlist> playlists = plan.list(em.createQuery("from Playlist", Playlist.class));
            playlists.forEach(playlist ->
                    playlist.tracks.forEach(track -> track.album.artist().name()));
        });
        assertThat(queries.nPlusOnes()).isEmpty();
        queries.assertSelects(3);
    }

    @Test
    void findsNothingWhereAQueryJoins() {
        assertThat(record(em -> em.createQuery("from Track t join fetch t.album", Track.class)
                                .getResultList()
                                .forEach(track -> track.album.title()))
                        .nPlusOnes())
                .isEmpty();
    }

    @Test
    void findsNothingWhereOneOwnerIsLoaded() {
        assertThat(record(em -> Hibernate.initialize(Library.playlists(em).get(0).tracks))
                        .nPlusOnes())
                .isEmpty();
    }

    /** What another detector took for one select for each of the entities that a batch brought. */
    @Test
    void oneBatchForAllIsNoNPlusOne() {
        QueryRecording queries = record(em -> {
            em.unwrap(Session.class).setFetchBatchSize(50);
            Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks));
            Library.tracks(em).forEach(track -> track.album.title());
        });
        assertThat(queries.nPlusOnes()).isEmpty();
        assertThat(queries.selects()).isEqualTo(4);
    }

    @Test
    void severalBatchesAreBatchPlusOne() {
        NPlusOne found = onlyOne(
                record(em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.favourites))));
        assertThat(found.kind()).isEqualTo(NPlusOne.Kind.BATCH_PLUS_ONE);
        assertThat(found.role()).isEqualTo("Playlist.favourites");
        assertThat(found.owners()).isEqualTo(PLAYLISTS);
        assertThat(found.statements()).isEqualTo(PLAYLISTS / 2);
    }

    @Test
    void severalBatchesOfTargetsAreBatchPlusOne() {
        NPlusOne found = onlyOne(record(em -> {
            em.unwrap(Session.class).setFetchBatchSize(5);
            Library.tracks(em).forEach(track -> track.album.title());
        }));
        assertThat(found.kind()).isEqualTo(NPlusOne.Kind.BATCH_PLUS_ONE);
        assertThat(found.owners()).isEqualTo(TRACKS);
        assertThat(found.statements()).isEqualTo(3);
    }

    @Test
    void explicitReadsInALoopAreNoLazyLoads() {
        QueryRecording queries = record(em -> {
            for (long id = 1; id <= TRACKS; id++) {
                em.find(Album.class, id);
                Hibernate.initialize(em.getReference(Reader.class, id));
                em.createQuery("from Track where album.id = :album", Track.class)
                        .setParameter("album", id)
                        .getResultList();
            }
        });
        assertThat(queries.nPlusOnes()).isEmpty();
        assertThat(queries.statements()).isEqualTo(3 * TRACKS);
    }

    @Test
    void mergesAreNoLazyLoads() {
        Playlist[] detached = new Playlist[PLAYLISTS];
        library.run(em -> Library.playlists(em).toArray(detached));
        assertThat(record(em -> List.of(detached).forEach(em::merge)).nPlusOnes())
                .isEmpty();
    }

    @Test
    void aCascadeIsExempt() {
        QueryRecording queries = watch.open();
        try (queries;
                EntityManager em = library.entityManagers.createEntityManager()) {
            em.getTransaction().begin();
            Library.playlists(em).forEach(em::remove);
            em.getTransaction().rollback();
        }
        assertThat(queries.nPlusOnes()).isEmpty();
        assertThat(queries.selects()).isEqualTo(1 + PLAYLISTS);
    }

    @Test
    void goesOnAfterTheSessionIsCleared() {
        NPlusOne found = onlyOne(record(em -> {
            for (long id = 1; id <= PLAYLISTS; id++) {
                Hibernate.initialize(em.find(Playlist.class, id).tracks);
                em.clear();
            }
        }));
        assertThat(found.role()).isEqualTo("Playlist.tracks");
        assertThat(found.owners()).isEqualTo(PLAYLISTS);
    }

    /** No plan of one session would have helped. */
    @Test
    void oneOwnerInEachOfManySessionsIsNoNPlusOne() {
        try (QueryRecording queries = watch.open()) {
            for (long id = 1; id <= PLAYLISTS; id++) {
                long playlist = id;
                library.run(em -> Hibernate.initialize(em.find(Playlist.class, playlist).tracks));
            }
            assertThat(queries.nPlusOnes()).isEmpty();
            assertThat(queries.selects()).isEqualTo(2 * PLAYLISTS);
        }
    }

    @Test
    void addsUpTheSessionsThatHaveIt() {
        try (QueryRecording queries = watch.open()) {
            for (int i = 0; i < 2; i++) {
                library.run(em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks)));
            }
            assertThat(onlyOne(queries).owners()).isEqualTo(2 * PLAYLISTS);
        }
    }

    @Test
    void ownLoadsOfAPlanAreNotReported() {
        FetchPlan<Album> plan = FetchPlan.of(Album.class).fetch("artist").build(library.entityManagers);
        QueryRecording queries = record(em -> {
            List<Track> tracks = Library.tracks(em);
            // Proxies, which the plan has to load before it can read them.
            plan.load(em, tracks.stream().map(track -> track.album).toList());
            assertThat(tracks).allMatch(track -> Hibernate.isInitialized(track.album));
        });
        assertThat(queries.nPlusOnes()).isEmpty();
    }

    @Test
    void failsWithAllThatIsNeededToMendIt() {
        QueryRecording queries =
                record(em -> Library.playlists(em).forEach(playlist -> Hibernate.initialize(playlist.tracks)));
        assertThatThrownBy(queries::assertNoNPlusOne)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Playlist.tracks")
                .hasMessageContaining("QueryWatchTest.failsWithAllThatIsNeededToMendIt:")
                .hasMessageContaining("4 statements for 4 owners")
                .hasMessageContaining("FetchPlan.of(Playlist.class).fetch(\"tracks\")");
        queries.assertNoNPlusOne("Playlist.tracks");
        assertThatThrownBy(() -> queries.assertNoNPlusOne("Playlist.favourites"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void countsStatementsAsTheDriverDoes() {
        library.statements.clear();
        QueryRecording queries = watch.open();
        try (queries) {
            library.run(em -> {
                em.createNativeQuery("select 1").getResultList();
                em.createQuery("select count(*) from Track").getSingleResult();
                em.createQuery("update Album set title = title").executeUpdate();
                em.find(Album.class, 1L).title = "Another";
            });
        }
        assertThat(queries.statements())
                .isEqualTo(library.statements.statements().size())
                .isEqualTo(5);
        assertThat(queries.selects()).isEqualTo(3);
        queries.assertSelects(3);
        assertThatThrownBy(() -> queries.assertSelects(2))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("at most 2")
                .hasMessageContaining("3");
    }

    /** Hibernate tells its listeners nothing of these; the statements do. */
    @Test
    void seesWhatAStatelessSessionFetches() {
        QueryRecording queries = watch.open();
        try (queries;
                var session = library.entityManagers
                        .unwrap(org.hibernate.SessionFactory.class)
                        .openStatelessSession()) {
            session.createSelectionQuery("from Playlist", Playlist.class)
                    .getResultList()
                    .forEach(playlist -> session.fetch(playlist.tracks));
        }
        assertThat(queries.selects()).isEqualTo(1 + PLAYLISTS);
        NPlusOne found = onlyOne(queries);
        assertThat(found.role()).isEqualTo("Playlist.tracks");
        assertThat(found.cause()).isEqualTo(NPlusOne.Cause.STATELESS_FETCH);
        assertThat(found.statements()).isEqualTo(PLAYLISTS);
    }

    private QueryRecording record(Consumer<EntityManager> work) {
        QueryRecording queries = watch.open();
        try (queries) {
            library.run(work);
        }
        return queries;
    }

    private static NPlusOne onlyOne(QueryRecording queries) {
        assertThat(queries.nPlusOnes()).hasSize(1);
        return queries.nPlusOnes().get(0);
    }
}
