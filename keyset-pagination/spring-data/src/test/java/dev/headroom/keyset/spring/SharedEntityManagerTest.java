package dev.headroom.keyset.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.keyset.Count;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetQuery;
import dev.headroom.keyset.KeysetRange;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.SortKey;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** Every method that reads, with each {@code EntityManager} that a Spring application can have. */
@ExtendWith(ServersExtension.class)
class SharedEntityManagerTest {

    /** What a bean is given, and whether a transaction is active. */
    enum Setting {
        SHARED_OUTSIDE(true, false),
        SHARED_INSIDE(true, true),
        CREATED_OUTSIDE(false, false),
        CREATED_INSIDE(false, true);

        private final boolean shared;
        private final boolean transaction;

        Setting(boolean shared, boolean transaction) {
            this.shared = shared;
            this.transaction = transaction;
        }
    }

    private static Database database;
    private static SongStore store;

    @BeforeAll
    static void open(Servers servers) {
        database = servers.database(DatabaseKind.POSTGRESQL);
        store = new SongStore(database);
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void readsWithEveryMethod(Setting setting) {
        EntityManager em = setting.shared
                ? SharedEntityManagerCreator.createSharedEntityManager(store.entityManagerFactory)
                : store.entityManagerFactory.createEntityManager();
        try {
            if (setting.transaction) {
                store.transactions.executeWithoutResult(status -> readWithEveryMethod(em));
            } else {
                readWithEveryMethod(em);
            }
        } finally {
            if (!setting.shared) {
                em.close();
            }
        }
        assertThat(database.borrowedConnections()).isZero();
    }

    private static void readWithEveryMethod(EntityManager em) {
        Keyset<Song> byPrice = store.keyset(SortKey.desc("price"));
        List<Long> sorted = List.of(9L, 4L, 8L, 3L, 12L, 7L, 2L, 11L, 6L, 1L, 10L, 5L);
        List<Long> loaded = new ArrayList<>();
        KeysetQuery<Song, Song> query = byPrice.query(em).loading((manager, songs) -> {
            assertThat(manager.isOpen()).isTrue();
            loaded.addAll(SongStore.ids(songs));
        });

        KeysetPage<Song> first = query.page(KeysetRequest.first(5).counting(Count.estimated()));
        assertThat(SongStore.ids(first)).isEqualTo(sorted.subList(0, 5)).isEqualTo(loaded);
        assertThat(query.page(KeysetRequest.last(5).counting(Count.upTo(6))).total())
                .hasToString("6+");
        KeysetRequest next = first.next().orElseThrow().withBothSides();
        assertThat(SongStore.ids(query.page(next))).isEqualTo(sorted.subList(5, 10));
        assertThat(query.explain(next.counting(Count.exact())).statements()).isNotEmpty();
        assertThat(SongStore.ids(query.around(7L, 3).orElseThrow())).containsExactly(12L, 7L, 2L);
        assertThat(query.cursorOf(7L)).isPresent();
        assertThat(query.stream(5).map(song -> song.id)).isEqualTo(sorted);
        try (Stream<Song> some = query.stream(5)) {
            assertThat(some.limit(7)).hasSize(7);
        }
        KeysetRange soFar = query.rangeSoFar().orElseThrow();
        assertThat(query.within(soFar).page(KeysetRequest.first(50))).hasSize(12);
        assertThat(query.partitions(3)).hasSize(3);
        assertThat(query.where((song, cb) -> cb.lt(song.get("price"), 2))
                        .select((song, cb) -> List.of(song.get("id")), row -> (Long) row[0])
                        .page(KeysetRequest.first(50).counting(Count.exact()))
                        .content())
                .containsExactly(11L, 6L, 1L, 10L, 5L);
        assertThat(KeysetSlices.slice(query, Pageable.ofSize(5))).hasSize(5);
        assertThat(KeysetWindows.scroll(query, ScrollPosition.keyset(), 5)).hasSize(5);
        assertThat(store.songs.page(byPrice, KeysetRequest.first(5))).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource(names = {"SHARED_INSIDE", "SHARED_OUTSIDE"})
    void worksThroughBatches(Setting setting) {
        EntityManager em = SharedEntityManagerCreator.createSharedEntityManager(store.entityManagerFactory);
        List<Long> batches = new ArrayList<>();
        store.keyset()
                .forEachBatch(
                        work -> {
                            if (setting.transaction) {
                                store.transactions.executeWithoutResult(status -> work.accept(em));
                            } else {
                                work.accept(em);
                            }
                        },
                        KeysetRequest.first(5),
                        (manager, batch) -> batches.addAll(SongStore.ids(batch)));
        assertThat(batches).hasSize(12).isSorted();
    }
}
