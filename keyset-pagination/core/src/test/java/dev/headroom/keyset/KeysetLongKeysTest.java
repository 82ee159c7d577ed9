package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.EachDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Keys that are too long for a cursor of a reader, where no reader holds one. */
@EachDatabase
class KeysetLongKeysTest {

    @Parameter
    SongStore store;

    @BeforeParameterizedClassInvocation
    static void fill(SongStore store) {
        store.write(em -> {
            String alter = "alter table Song ";
            em.createNativeQuery(
                            switch (store.kind) {
                                case MARIADB -> alter + "modify name varchar(1000) not null";
                                case POSTGRESQL -> alter + "alter column name type varchar(1000)";
                                case H2 -> alter + "alter column name varchar(1000) not null";
                            })
                    .executeUpdate();
        });
        store.fill(7, song -> song.name = song.id % 3 + "x".repeat(800));
    }

    @Test
    void readsOnBehindThem() {
        Keyset<Song> keyset = store.keyset(asc("name"));
        List<Long> sorted = List.of(3L, 6L, 1L, 4L, 7L, 2L, 5L);
        List<Long> batches = new ArrayList<>();
        keyset.forEachBatch(
                store.entityManagers::runInTransaction,
                KeysetRequest.first(2),
                (em, batch) -> batches.addAll(SongStore.ids(batch)));
        assertThat(batches).isEqualTo(sorted);
        store.write(em -> {
            assertThat(keyset.query(em).stream(2).map(song -> song.id)).isEqualTo(sorted);
            KeysetRange soFar = keyset.query(em).rangeSoFar().orElseThrow();
            assertThat(SongStore.ids(keyset.query(em).within(soFar).page(KeysetRequest.first(10))))
                    .isEqualTo(sorted);
            List<Long> parts = new ArrayList<>();
            for (KeysetRange range : keyset.query(em).partitions(3)) {
                parts.addAll(SongStore.ids(keyset.query(em).within(range).page(KeysetRequest.first(10))));
            }
            assertThat(parts).isEqualTo(sorted);
        });
    }

    @Test
    void refusesACursorOfThemWhenItIsAskedFor() {
        store.write(em -> {
            KeysetPage<Song> page = store.keyset(asc("name")).query(em).page(KeysetRequest.first(2));
            assertThat(page).hasSize(2);
            assertThatThrownBy(page::endCursor)
                    .isInstanceOf(CursorOverflowException.class)
                    .hasMessageContaining("1024 are allowed");
        });
    }
}
