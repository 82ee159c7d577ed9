package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.FaultWalk;
import dev.headroom.testsupport.FaultyDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Walking through all rows: as a stream, and in batches that survive a crash. */
@ExtendWith(ServersExtension.class)
class KeysetBatchTest {

    private Database database;
    private SongStore store;

    @BeforeEach
    void open(Servers servers) {
        database = servers.database(DatabaseKind.POSTGRESQL);
        store = new SongStore(database);
        store.fill(10, song -> song.rating = (int) (song.id % 3));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void streamsAllRowsAndHoldsABatch() {
        Keyset<Song> keyset = store.keyset(desc("rating"));
        store.write(em -> {
            List<Long> streamed = new ArrayList<>();
            keyset.query(em).stream(3).forEach(song -> {
                streamed.add(song.id);
                assertThat(em.unwrap(Session.class).getStatistics().getEntityCount())
                        .isLessThanOrEqualTo(5); // a batch, and the row that tells that another follows, and the album
            });
            assertThat(streamed).containsExactly(8L, 5L, 2L, 10L, 7L, 4L, 1L, 9L, 6L, 3L);
        });
    }

    @Test
    void readsABatchWhenItIsNeeded() {
        store.write(em -> {
            store.statements.clear();
            assertThat(store.keyset().query(em).stream(3).limit(3).count()).isEqualTo(3);
            assertThat(store.statements.statements()).hasSize(1);
            assertThat(store.keyset().query(em).stream(3).limit(4).count()).isEqualTo(4);
            assertThat(store.statements.statements()).hasSize(3);
            assertThat(store.keyset().query(em).where((song, cb) -> cb.disjunction()).stream(3))
                    .isEmpty();
            assertThatThrownBy(() -> store.keyset().query(em).stream(0)).isInstanceOf(PageSizeException.class);
        });
    }

    @Test
    void worksThroughAllRowsInTransactions() {
        List<List<Long>> batches = new ArrayList<>();
        store.keyset(asc("rating"))
                .forEachBatch(
                        store.entityManagers::runInTransaction,
                        KeysetRequest.first(4),
                        (em, batch) -> batches.add(SongStore.ids(batch)));
        assertThat(batches).containsExactly(List.of(3L, 6L, 9L, 1L), List.of(4L, 7L, 10L, 2L), List.of(5L, 8L));

        batches.clear();
        store.keyset(asc("rating"))
                .forEachBatch(
                        store.entityManagers::runInTransaction,
                        KeysetRequest.last(4),
                        (em, batch) -> batches.add(SongStore.ids(batch)));
        assertThat(batches).containsExactly(List.of(10L, 2L, 5L, 8L), List.of(9L, 1L, 4L, 7L), List.of(3L, 6L));
    }

    @Test
    void goesOnWhenTheWorkChangesTheSortKeyOrRemovesTheRow() {
        store.keyset(asc("rating"))
                .forEachBatch(
                        store.entityManagers::runInTransaction,
                        KeysetRequest.first(4),
                        (em, batch) -> batch.forEach(song -> {
                            if (song.id % 2 == 0) {
                                em.remove(song);
                            } else {
                                song.rating -= 10;
                            }
                        }));
        List<Integer> ratings =
                store.read(em -> em.createQuery("select s.rating from Song s order by s.id", Integer.class)
                        .getResultList());
        assertThat(ratings).containsExactly(-9, -10, -8, -9, -10);
    }

    /** Every call to the database fails once, before and after it was done, and the job is started again. */
    @Test
    void doesEveryRowOnceWhateverCallFails() {
        FaultyDataSource faulty = new FaultyDataSource(database.dataSource());
        try (EntityManagerFactory broken = EntityManagerFactories.open(faulty, SongStore.ENTITIES)) {
            Job job = new Job(broken);
            int runs = new FaultWalk(faulty, job::reset).forEachCall(job::run, fault -> {
                job.run();
                assertThat(job.done())
                        .isEqualTo(
                                LongStream.rangeClosed(1, 10).mapToObj(id -> 1).toList());
            });
            assertThat(runs).isGreaterThan(40);
        }
    }

    /** Adds one to every rating, and remembers in the same transaction how far it got. */
    private static final class Job {

        private final EntityManagerFactory entityManagers;
        private final Keyset<Song> keyset;

        Job(EntityManagerFactory entityManagers) {
            this.entityManagers = entityManagers;
            this.keyset = Keyset.of(Song.class).cursors(SongStore.CURSORS).build(entityManagers);
        }

        void reset() {
            entityManagers.runInTransaction(em -> {
                em.createQuery("update Song set rating = 0").executeUpdate();
                em.createQuery("update Album set title = null where id = 4").executeUpdate();
            });
        }

        void run() {
            Optional<String> saved =
                    entityManagers.callInTransaction(em -> Optional.ofNullable(em.find(Album.class, 4L).title));
            KeysetRequest start =
                    saved.map(cursor -> KeysetRequest.after(cursor, 4)).orElse(KeysetRequest.first(4));
            keyset.forEachBatch(entityManagers::runInTransaction, start, Job::work);
        }

        private static void work(EntityManager em, KeysetPage<Song> batch) {
            batch.forEach(song -> song.rating++);
            em.find(Album.class, 4L).title = batch.endCursor().orElseThrow();
        }

        List<Integer> done() {
            return entityManagers.callInTransaction(
                    em -> em.createQuery("select s.rating from Song s order by s.id", Integer.class)
                            .getResultList());
        }
    }
}
