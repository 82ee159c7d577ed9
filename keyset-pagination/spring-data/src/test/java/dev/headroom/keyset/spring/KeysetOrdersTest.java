package dev.headroom.keyset.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.Keyset;
import dev.headroom.keyset.SortKey;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServersExtension.class)
class KeysetOrdersTest {

    @Test
    void choosesAmongWhatIsOffered(Servers servers) {
        try (SongStore store = new SongStore(servers.database(DatabaseKind.H2))) {
            Keyset<Song> byName = store.keyset(SortKey.asc("name"));
            Keyset<Song> byId = store.keyset();
            KeysetOrders<Song> one = KeysetOrders.of("name", byName);
            KeysetOrders<Song> two = one.and("id", byId);

            assertThat(two.choose(null)).isSameAs(byName);
            assertThat(two.choose("name")).isSameAs(byName);
            assertThat(two.choose("id")).isSameAs(byId);
            assertThat(two.names()).containsExactly("name", "id");
            assertThat(two).hasToString("KeysetOrders[name, id]");
            assertThatThrownBy(() -> one.choose("id")).isInstanceOf(UnknownSortException.class);
            assertThatThrownBy(() -> two.choose("Name")).hasMessageContaining("choose one of \"name\", \"id\"");
            assertThatThrownBy(() -> two.and("id", byName))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("two orders named \"id\"");
        }
    }
}
