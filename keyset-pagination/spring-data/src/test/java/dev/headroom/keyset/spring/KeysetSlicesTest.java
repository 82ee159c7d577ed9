package dev.headroom.keyset.spring;

import static dev.headroom.keyset.spring.SongStore.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.Keyset;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;
import org.springframework.data.domain.Sort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(ServersExtension.class)
class KeysetSlicesTest {

    private SongStore store;
    private Keyset<Song> byId;

    @BeforeEach
    void open(Servers servers) {
        store = new SongStore(servers.database(DatabaseKind.POSTGRESQL));
        byId = store.keyset();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Slice<Song> slice(Pageable pageable) {
        return store.songs.query(byId, all -> KeysetSlices.slice(all, pageable));
    }

    @Test
    void walksForwardAndBack() {
        Slice<Song> first = slice(Pageable.ofSize(5));
        Slice<Song> second = slice(first.nextPageable());
        Slice<Song> third = slice(second.nextPageable());

        assertThat(ids(first)).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(first.isFirst()).isTrue();
        assertThat(first.previousPageable().isUnpaged()).isTrue();
        assertThat(second.isFirst() || second.isLast()).isFalse();
        assertThat(ids(third)).containsExactly(11L, 12L);
        assertThat(third.isLast()).isTrue();
        assertThat(third.nextPageable().isUnpaged()).isTrue();
        assertThat(slice(third.previousPageable()).getContent())
                .extracting(Song::id)
                .isEqualTo(ids(second));
    }

    @Test
    void mapsRows() {
        Slice<Long> ids = slice(Pageable.ofSize(5)).map(Song::id);

        assertThat(ids).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(ids(slice(ids.nextPageable()))).startsWith(6L);
        assertThat(ids.toString()).isEqualTo("KeysetSlice[5 rows]");
    }

    @Test
    void cannotBeTakenForAnOffset() {
        Pageable next = slice(Pageable.ofSize(5)).nextPageable();

        assertThatThrownBy(() -> store.songs.findAll(next)).hasMessageContaining("KeysetSlices.slice");
        assertThatThrownBy(next::getPageNumber).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(next::next).isInstanceOf(UnsupportedOperationException.class);
        assertThat(next.hasPrevious()).isTrue();
        assertThat(ids(slice(next.first()))).startsWith(1L);
    }

    @Test
    void refusesPageNumbersAndSorts() {
        assertThat(List.of(PageRequest.of(1, 5), PageRequest.of(0, 5, Sort.by("name")), Pageable.unpaged()))
                .allSatisfy(pageable -> assertThatThrownBy(() -> slice(pageable))
                        .hasMessageContaining("start with Pageable.ofSize(…)"));
    }

    @Test
    void canBeSerialized() {
        JsonMapper mapper = new JsonMapper();
        JsonNode json = mapper.readTree(mapper.writeValueAsString(slice(Pageable.ofSize(5))));
        JsonNode second = mapper.readTree(mapper.writeValueAsString(
                slice(slice(Pageable.ofSize(5)).nextPageable()).map(Song::id)));

        assertThat(json.isArray() ? json.size() : json.path("content").size()).isEqualTo(5);
        assertThat(second.isArray() ? second.size() : second.path("content").size())
                .isEqualTo(5);
    }
}
