package dev.headroom.keyset.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.InvalidKeysetException;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.SortKey;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.domain.Sort;

@ExtendWith(ServersExtension.class)
class SortKeysTest {

    @Test
    void takesOverWhatASortSays() {
        Sort sort = Sort.by(
                Sort.Order.asc("name").ignoreCase(),
                Sort.Order.desc("album.title").nullsLast(),
                Sort.Order.asc("composer").nullsFirst(),
                Sort.Order.desc("price"));

        assertThat(SortKeys.of(sort))
                .containsExactly(
                        SortKey.asc("name").ignoreCase(),
                        SortKey.desc("album.title").nullsLast(),
                        SortKey.asc("composer").nullsFirst(),
                        SortKey.desc("price"));
        assertThat(SortKeys.of(Sort.unsorted())).isEmpty();
    }

    @Test
    void letsOnlyAllowedPropertiesThrough() {
        List<String> allowed = List.of("name", "price");

        assertThat(SortKeys.of(Sort.by("price", "name"), allowed))
                .containsExactly(SortKey.asc("price"), SortKey.asc("name"));
        assertThatThrownBy(() -> SortKeys.of(Sort.by("name", "album.secret"), allowed))
                .isInstanceOfSatisfying(UnknownSortException.class, refused -> {
                    assertThat(refused.requested()).isEqualTo("album.secret");
                    assertThat(refused.choices()).isEqualTo(allowed);
                })
                .hasMessage("Cannot sort by \"album.secret\": choose one of \"name\", \"price\".");
    }

    @Test
    void showsLittleOfWhatCameFromOutside() {
        String forged = "x\r\n" + "y".repeat(5000);

        assertThatThrownBy(() -> SortKeys.of(Sort.by(forged), List.of("name")))
                .hasMessage("Cannot sort by \"x??" + "y".repeat(47) + "…\": choose one of \"name\".");
    }

    @ParameterizedTest
    @EnumSource(names = {"H2", "POSTGRESQL"})
    void definesKeysets(DatabaseKind kind, Servers servers) {
        try (SongStore store = new SongStore(servers.database(kind))) {
            Sort byComposer = Sort.by(Sort.Order.desc("composer").nullsLast());

            assertThat(SongStore.ids(store.songs.page(store.keyset(SortKeys.of(byComposer)), KeysetRequest.last(4))))
                    .containsExactly(12L, 9L, 6L, 3L);
            assertThatThrownBy(() -> store.keyset(SortKeys.of(Sort.by("composer"))))
                    .isInstanceOf(InvalidKeysetException.class)
                    .hasMessageContaining("composer");
        }
    }
}
