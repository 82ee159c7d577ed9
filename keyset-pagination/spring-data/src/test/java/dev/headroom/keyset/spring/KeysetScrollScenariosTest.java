package dev.headroom.keyset.spring;

import static dev.headroom.keyset.spring.SongStore.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.Keyset;
import dev.headroom.testsupport.EachDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Window;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.data.support.WindowIterator;

/** How applications scroll, by the scenarios of Spring Data's own tests: filters, sorts, positions and iterators. */
@EachDatabase
class KeysetScrollScenariosTest {

    private static final Sort BY_NAME = Sort.by("name", "price");

    @Parameter
    SongStore store;

    /** By name and price: Jane 1, Jane 2, John 1, John 2, and Peter, whom the filter hides. */
    @BeforeEach
    void fill() {
        store.songs.deleteAllInBatch();
        save(1, "John", 1);
        save(2, "John", 2);
        save(3, "Jane", 1);
        save(4, "Jane", 2);
        save(5, "Peter", 0);
        store.statements.clear();
    }

    private void save(long id, String name, int price) {
        Song song = new Song(id);
        song.name = name;
        song.price = price;
        store.songs.save(song);
    }

    private Window<Song> scroll(Sort sort, ScrollPosition position, int limit) {
        Keyset<Song> keyset = store.keyset(SortKeys.of(sort));
        Specification<Song> startsWithJ = (song, query, cb) -> cb.like(song.get("name"), "J%");
        return store.songs.query(
                keyset, all -> KeysetWindows.scroll(all.where(KeysetFilters.of(startsWithJ)), position, limit));
    }

    /** In windows of two. */
    private WindowIterator<Song> iterator(Sort sort, ScrollPosition start) {
        return WindowIterator.<Song>of(position -> scroll(sort, position, 2)).startingAt(start);
    }

    @Test
    void scrollsForwardThroughFilteredRows() {
        Window<Song> first = scroll(BY_NAME, ScrollPosition.keyset(), 1);
        assertThat(ids(first)).containsExactly(3L);
        assertThat(first.hasNext()).isTrue();

        Window<Song> next = scroll(BY_NAME, first.positionAt(0), 2);
        assertThat(ids(next)).containsExactly(4L, 1L);
        assertThat(next.hasNext()).isTrue();

        Window<Song> last = scroll(BY_NAME, next.positionAt(1), 2);
        assertThat(ids(last)).containsExactly(2L);
        assertThat(last.hasNext()).isFalse();
        assertThat(scroll(BY_NAME, last.positionAt(0), 2)).isEmpty();
    }

    @Test
    void scrollsBackwardFromAnyRow() {
        Window<Song> all = scroll(BY_NAME, ScrollPosition.keyset(), 4);
        assertThat(all.hasNext()).isFalse();
        KeysetScrollPosition third = (KeysetScrollPosition) all.positionAt(2);

        Window<Song> previous = scroll(BY_NAME, ScrollPosition.backward(third.getKeys()), 1);
        assertThat(ids(previous)).containsExactly(4L);
        assertThat(previous.hasNext()).isTrue();

        Window<Song> start = scroll(BY_NAME, third.backward(), 3);
        assertThat(ids(start)).containsExactly(3L, 4L);
        assertThat(start.hasNext()).isFalse();
        assertThat(scroll(BY_NAME, start.positionAt(0), 3)).isEmpty();
        assertThat(ids(scroll(BY_NAME, ((KeysetScrollPosition) start.positionAt(0)).forward(), 2)))
                .as("turned around once more")
                .containsExactly(4L, 1L);
    }

    @Test
    void scrollsBackwardFromTheEnd() {
        Window<Song> last = scroll(BY_NAME, ScrollPosition.keyset().backward(), 2);
        assertThat(ids(last)).containsExactly(1L, 2L);
        assertThat(last.hasNext()).isTrue();

        Window<Song> previous = scroll(BY_NAME, last.positionAt(0), 2);
        assertThat(ids(previous)).containsExactly(3L, 4L);
        assertThat(previous.hasNext()).isFalse();
    }

    @Test
    void scrollsByTheIdWithoutASort() {
        Window<Song> first = scroll(Sort.unsorted(), ScrollPosition.keyset(), 3);
        assertThat(ids(first)).containsExactly(1L, 2L, 3L);
        assertThat(ids(scroll(Sort.unsorted(), first.positionAt(2), 3))).containsExactly(4L);
    }

    static Stream<Sort.Order> composers() {
        return Stream.of(Sort.Order.asc("composer"), Sort.Order.desc("composer"))
                .flatMap(order -> Stream.of(order.nullsFirst(), order.nullsLast()));
    }

    /** Spring Data tests this forward only, and is wrong backward. */
    @ParameterizedTest
    @MethodSource("composers")
    void scrollsThroughNullsInBothDirections(Sort.Order composer) {
        store.songs.deleteAllInBatch();
        List<Song> songs = new ArrayList<>();
        for (long id = 1; id <= 8; id++) {
            Song song = new Song(id);
            song.name = id % 2 == 0 ? "Jane" : "John";
            song.composer = Arrays.asList(null, "a", "b", null).get((int) id % 4);
            songs.add(song);
        }
        store.songs.saveAll(songs);
        Comparator<String> values = composer.isAscending() ? Comparator.naturalOrder() : Comparator.reverseOrder();
        boolean nullsLast = composer.getNullHandling() == Sort.NullHandling.NULLS_LAST;
        values = nullsLast ? Comparator.nullsLast(values) : Comparator.nullsFirst(values);
        Comparator<Song> order = Comparator.comparing((Song song) -> song.name)
                .thenComparing(song -> song.composer, values)
                .thenComparing(Song::id);
        List<Long> sorted = songs.stream().sorted(order).map(Song::id).toList();
        Sort sort = Sort.by(Sort.Order.asc("name"), composer, Sort.Order.asc("id"));

        Window<Song> all = scroll(sort, ScrollPosition.keyset(), 8);
        assertThat(ids(all)).isEqualTo(sorted);
        for (int row = 0; row < 8; row++) {
            KeysetScrollPosition position = (KeysetScrollPosition) all.positionAt(row);
            assertThat(ids(scroll(sort, position, 8))).isEqualTo(sorted.subList(row + 1, 8));
            assertThat(ids(scroll(sort, position.backward(), 8))).isEqualTo(sorted.subList(0, row));
        }
    }

    @Test
    void scrollsWithoutCase() {
        store.songs.deleteAllInBatch();
        List<String> names = List.of("Jb", "JA", "JC", "Ja", "JB", "Jc");
        LongStream.rangeClosed(1, 6).forEach(id -> save(id, names.get((int) id - 1), 0));
        Sort sort = Sort.by(Sort.Order.asc("name").ignoreCase());
        assertThat(ids(() -> iterator(sort, ScrollPosition.keyset()))).containsExactly(2L, 4L, 1L, 5L, 3L, 6L);
    }

    @Test
    void scrollsThroughSelections() {
        Keyset<Song> keyset = store.keyset(SortKeys.of(BY_NAME));
        WindowIterator<String> names = WindowIterator.<String>of(position -> store.songs.query(
                        keyset,
                        all -> KeysetWindows.scroll(
                                all.select(
                                        (song, cb) -> List.of(song.get("id"), song.get("name")),
                                        row -> row[1] + " " + row[0]),
                                position,
                                2)))
                .startingAt(ScrollPosition.keyset());
        List<String> walked = new ArrayList<>();
        names.forEachRemaining(walked::add);
        assertThat(walked).containsExactly("Jane 3", "Jane 4", "John 1", "John 2", "Peter 5");
        assertThat(store.statements.statements())
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement.sql()).doesNotContain("composer"));
    }

    @Test
    void readsAWindowWhenItIsNeededAndNoneBeyondTheLast() {
        WindowIterator<Song> all = iterator(Sort.unsorted(), ScrollPosition.keyset());
        assertThat(store.statements.count()).isZero();
        assertThat(all.hasNext()).isTrue();
        assertThat(List.of(all.next().id, all.next().id)).containsExactly(1L, 2L);
        assertThat(store.statements.count()).isEqualTo(1);
        assertThat(all.hasNext()).isTrue();
        assertThat(List.of(all.next().id, all.next().id)).containsExactly(3L, 4L);
        assertThat(all.hasNext()).isFalse();
        assertThat(all.hasNext()).isFalse();
        assertThat(store.statements.count()).isEqualTo(2);
    }

    @Test
    void isEmptyWithoutRows() {
        store.songs.deleteAllInBatch();
        for (ScrollPosition start :
                List.of(ScrollPosition.keyset(), ScrollPosition.keyset().backward(), ScrollPosition.offset())) {
            Window<Song> window = scroll(BY_NAME, start, 2);
            assertThat(window.isEmpty()).isTrue();
            assertThat(window.hasNext()).isFalse();
            assertThatThrownBy(() -> window.positionAt(0)).isInstanceOf(IndexOutOfBoundsException.class);

            WindowIterator<Song> none = iterator(BY_NAME, start);
            assertThat(none.hasNext()).isFalse();
            assertThatThrownBy(none::next).isInstanceOf(NoSuchElementException.class);
        }
    }

    @Test
    void givesPositionsByIndexAndByRow() {
        Window<Song> window = scroll(BY_NAME, ScrollPosition.keyset(), 3);
        assertThat(window.positionAt(window.getContent().get(1)))
                .isEqualTo(window.positionAt(1))
                .isNotEqualTo(window.positionAt(2));
        assertThatThrownBy(() -> window.positionAt(new Song(9))).isInstanceOf(NoSuchElementException.class);
        assertThatThrownBy(() -> window.positionAt(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> scroll(BY_NAME, ScrollPosition.offset(0), 3))
                .as("the first row's offset is not the start")
                .hasMessageContaining("start with ScrollPosition.keyset()");
    }
}
