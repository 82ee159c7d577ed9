package dev.headroom.keyset.spring;

import static dev.headroom.keyset.spring.SongStore.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.SortKey;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;
import org.springframework.data.support.WindowIterator;

@ExtendWith(ServersExtension.class)
class KeysetWindowsTest {

    private SongStore store;
    private Keyset<Song> dearestFirst;

    @BeforeEach
    void open(Servers servers) {
        store = new SongStore(servers.database(DatabaseKind.POSTGRESQL));
        dearestFirst = store.keyset(SortKey.desc("price"), SortKey.asc("id"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Window<Song> scroll(ScrollPosition position, int limit) {
        return store.songs.query(dearestFirst, all -> KeysetWindows.scroll(all, position, limit));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 12, 50})
    void walksAllRowsInBothDirections(int limit) {
        List<Long> expected = List.of(4L, 9L, 3L, 8L, 2L, 7L, 12L, 1L, 6L, 11L, 5L, 10L);

        assertThat(walk(ScrollPosition.keyset(), limit)).isEqualTo(expected);
        assertThat(walk(ScrollPosition.offset(), limit)).isEqualTo(expected);
        assertThat(walk(ScrollPosition.keyset().backward(), limit))
                .isEqualTo(LongStream.range(0, 12)
                        .mapToObj(index -> expected.get(11 - (int) index))
                        .toList());
    }

    private List<Long> walk(ScrollPosition start, int limit) {
        WindowIterator<Song> all =
                WindowIterator.of(position -> scroll(position, limit)).startingAt(start);
        return Stream.generate(() -> all.hasNext() ? all.next().id : null)
                .takeWhile(id -> id != null)
                .toList();
    }

    @Test
    void keepsTheOrderOfTheKeysetBackward() {
        Window<Song> last = scroll(ScrollPosition.keyset().backward(), 3);
        assertThat(ids(last)).containsExactly(11L, 5L, 10L);
        assertThat(last.hasNext()).isTrue();

        Window<Song> before = scroll(last.positionAt(0), 50);
        assertThat(before).hasSize(9);
        assertThat(before.hasNext()).isFalse();
    }

    @Test
    void goesOnFromAnyRow() {
        Window<Song> first = scroll(ScrollPosition.keyset(), 5);

        assertThat(ids(scroll(first.positionAt(1), 2))).containsExactly(3L, 8L);
        assertThat(first.map(Song::id).positionAt(1)).isEqualTo(first.positionAt(1));
    }

    @Test
    void refusesPositionsThatAreNotItsOwn() {
        assertThatThrownBy(() -> scroll(ScrollPosition.offset(20), 5))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("start with ScrollPosition.keyset()");
        assertThat(Stream.<Map<String, ?>>of(
                        Map.of("price", 3, "id", 4L), Map.of("cursor", 3), Map.of("cursor", "x", "id", 4L)))
                .allSatisfy(keys -> assertThatThrownBy(() -> scroll(ScrollPosition.forward(keys), 5))
                        .isInstanceOfSatisfying(
                                InvalidCursorException.class,
                                refused -> assertThat(refused.reason())
                                        .isEqualTo(InvalidCursorException.Reason.MALFORMED)));
        assertThatThrownBy(() -> scroll(ScrollPosition.forward(Map.of("cursor", "forged")), 5))
                .isInstanceOf(InvalidCursorException.class);
    }
}
