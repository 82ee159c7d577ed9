package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.metamodel.SingularAttribute;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ServersExtension.class)
class KeysetDefinitionTest {

    private static SongStore store;

    @BeforeAll
    static void open(Servers servers) {
        store = new SongStore(servers.database(DatabaseKind.H2));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void appendsTheIdInTheDirectionOfItsNeighbour() {
        assertThat(store.keyset(asc("name")).keys()).containsExactly(asc("name"), asc("id"));
        assertThat(store.keyset(asc("name"), desc("price")).keys())
                .containsExactly(asc("name"), desc("price"), desc("id"));
        assertThat(store.keyset().keys()).containsExactly(asc("id"));
    }

    @Test
    void leavesAnOrderAloneThatHasTheId() {
        assertThat(store.keyset(desc("id")).keys()).containsExactly(desc("id"));
        assertThat(store.keyset(asc("name"), desc("id")).keys()).containsExactly(asc("name"), desc("id"));
    }

    @Test
    void takesAttributesOfTheMetamodel() {
        SingularAttribute<? super Song, ?> name =
                store.entityManagers.getMetamodel().entity(Song.class).getSingularAttribute("name");
        assertThat(asc(name)).isEqualTo(asc("name"));
        assertThat(desc(name)).isEqualTo(desc("name"));
    }

    @Test
    void saysItsOrder() {
        assertThat(store.keyset(desc("price"))).hasToString("Song order by price desc, id desc");
    }

    @Test
    void refusesAnUnknownKeyAndNamesTheValidOnes() {
        assertThatThrownBy(() -> store.keyset(asc("nmae")))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessage(
                        "Sort key \"nmae asc\" of Song is not an attribute of the entity: choose one of addedAt, code,"
                                + " id, mood, name, price, rating, released.");
    }

    @Test
    void refusesAKeyThatMayBeNull() {
        assertThatThrownBy(() -> store.keyset(asc("composer")))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("\"composer asc\" of Song may be null")
                .hasMessageContaining("nullable = false");
    }

    @Test
    void refusesAKeyThatIsNoSingleColumn() {
        assertThatThrownBy(() -> store.keyset(asc("album")))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("\"album asc\" of Song is not a single column");
        assertThatThrownBy(() -> store.keyset(asc("album.title"))).hasMessageContaining("is not an attribute");
    }

    @Test
    void refusesATypeThatCannotTravel() {
        assertThatThrownBy(() -> store.keyset(asc("length")))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("Length, which cannot travel in a cursor")
                .hasMessageContaining("String, Character");
    }

    @Test
    void refusesAKeyThatIsNamedTwice() {
        assertThatThrownBy(() -> store.keyset(asc("name"), desc("name")))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("\"name desc\" of Song is named twice");
    }

    @Test
    void refusesWhatIsNoEntity() {
        assertThatThrownBy(
                        () -> Keyset.of(String.class).cursors(SongStore.CURSORS).build(store.entityManagers))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("java.lang.String is not an entity");
    }

    @Test
    void refusesAnIdOfSeveralParts() {
        assertThatThrownBy(() ->
                        Keyset.of(Edition.class).cursors(SongStore.CURSORS).build(store.entityManagers))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("The id of Edition has several parts");
    }

    @Test
    void needsACodec() {
        assertThatThrownBy(() -> Keyset.of(Song.class).build(store.entityManagers))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call cursors(CursorCodec.signed(…))");
        assertThatThrownBy(() -> Keyset.of(Song.class).maxPageSize(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
