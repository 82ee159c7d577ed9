package dev.headroom.keyset.spring;

import static dev.headroom.keyset.spring.SongStore.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.Count;
import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.PageSizeException;
import dev.headroom.keyset.SortKey;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.criteria.Root;
import jakarta.persistence.criteria.Subquery;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@ExtendWith(ServersExtension.class)
class KeysetRepositoryTest {

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void readsPages(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            Keyset<Song> dearestFirst = store.keyset(SortKey.desc("price"), SortKey.asc("id"));

            KeysetPage<Song> first = store.songs.page(dearestFirst, KeysetRequest.first(5));
            KeysetPage<Song> second =
                    store.songs.page(dearestFirst, first.next().orElseThrow());

            assertThat(ids(first)).containsExactly(4L, 9L, 3L, 8L, 2L);
            assertThat(ids(second)).containsExactly(7L, 12L, 1L, 6L, 11L);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void narrowsBySpecifications(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            Keyset<Song> byId = store.keyset();
            Specification<Song> cheap =
                    (song, query, cb) -> query.getResultType() == Long.class ? null : cb.lessThan(song.get("price"), 2);
            KeysetPage<Song> page = store.songs.page(byId, KeysetRequest.first(3), cheap);
            assertThat(ids(page)).containsExactly(1L, 5L, 6L);
            assertThat(ids(store.songs.page(byId, page.next().orElseThrow(), cheap)))
                    .containsExactly(10L, 11L);
            assertThat(store.songs.page(byId, KeysetRequest.first(50), Specification.unrestricted()))
                    .hasSize(12);
        }
    }

    /** Songs that another one of the same price, and a smaller id, precedes. */
    private static final Specification<Song> REPEATS_A_PRICE = (song, query, cb) -> {
        Subquery<Long> others = query.subquery(Long.class);
        Root<Song> other = others.from(Song.class);
        return cb.exists(others.select(other.get("id"))
                .where(
                        cb.equal(other.get("price"), song.get("price")),
                        cb.lessThan(other.get("id"), song.<Long>get("id"))));
    };

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void narrowsBySubqueries(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            Keyset<Song> byId = store.keyset();
            List<Long> repeated = List.of(6L, 7L, 8L, 9L, 10L, 11L, 12L);
            KeysetPage<Song> first = store.songs.page(byId, KeysetRequest.first(3), REPEATS_A_PRICE);
            KeysetRequest rest = KeysetRequest.after(first.endCursor().orElseThrow(), 50);
            assertThat(ids(first)).isEqualTo(repeated.subList(0, 3));
            assertThat(ids(store.songs.page(byId, rest, REPEATS_A_PRICE)))
                    .isEqualTo(repeated.subList(3, repeated.size()));
            for (Count count : List.of(Count.exact(), Count.upTo(50))) {
                assertThat(store.songs
                                .page(byId, KeysetRequest.first(3).counting(count), REPEATS_A_PRICE)
                                .total()
                                .rows())
                        .isEqualTo(repeated.size());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void tellsCountsByTheirResultType(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            Specification<Song> unlessCounted =
                    (song, query, cb) -> query.getResultType() == Long.class ? null : cb.lessThan(song.get("price"), 2);
            for (Count count : List.of(Count.exact(), Count.upTo(50))) {
                KeysetPage<Song> page =
                        store.songs.page(store.keyset(), KeysetRequest.first(3).counting(count), unlessCounted);
                assertThat(ids(page)).containsExactly(1L, 5L, 6L);
                assertThat(page.total().rows()).isEqualTo(12);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void refusesSpecificationsThatChangeTheQuery(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            List<Specification<Song>> changing = List.of(
                    (song, query, cb) -> {
                        query.distinct(true);
                        return cb.conjunction();
                    },
                    (song, query, cb) -> {
                        query.orderBy(cb.asc(song.get("name")));
                        return cb.conjunction();
                    },
                    (song, query, cb) -> query.groupBy(song.get("name")).getRestriction());
            assertThat(changing)
                    .allSatisfy(specification -> assertThatThrownBy(
                                    () -> store.songs.page(store.keyset(), KeysetRequest.first(5), specification))
                            .isInstanceOf(InvalidDataAccessApiUsageException.class)
                            .hasMessageContaining("of its query, and a keyset page has"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void readsInATransaction(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            boolean readOnly = store.songs.query(
                    store.keyset(), all -> TransactionSynchronizationManager.isCurrentTransactionReadOnly());
            boolean joined = store.transactions.execute(status -> store.songs.query(
                    store.keyset(), all -> !TransactionSynchronizationManager.isCurrentTransactionReadOnly()));

            assertThat(readOnly).isTrue();
            assertThat(joined).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void managesRowsInTheCallersTransaction(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            store.transactions.executeWithoutResult(status ->
                    store.songs.page(store.keyset(), KeysetRequest.first(1)).forEach(song -> song.name = "changed"));

            assertThat(store.songs.findById(1L).orElseThrow().name).isEqualTo("changed");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "H2")
    void passesOnWhatTheKeysetRefuses(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            assertThatThrownBy(() -> store.songs.page(store.keyset(), KeysetRequest.first(101)))
                    .isInstanceOf(PageSizeException.class);
            assertThatThrownBy(() -> store.songs.page(store.keyset(), KeysetRequest.after("forged", 5)))
                    .isInstanceOf(InvalidCursorException.class);
        }
    }
}
