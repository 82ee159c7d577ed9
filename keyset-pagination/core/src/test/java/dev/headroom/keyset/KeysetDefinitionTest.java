package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.List;
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
        assertThat(store.keyset().entity()).isEqualTo(Song.class);
    }

    @Test
    void refusesAnUnknownKeyAndNamesTheValidOnes() {
        assertThatThrownBy(() -> store.keyset(asc("nmae")))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessage(
                        "Sort key \"nmae asc\" of Song needs an attribute \"nmae\" of Song, which has none: choose one"
                                + " of addedAt, album.…, catalogNumber, code, composer, id, isrc, mood, name, playedAt, price,"
                                + " publication.…, rating, released.");
        assertThatThrownBy(() -> store.keyset(asc("album.artist.nmae")))
                .hasMessageContaining("needs an attribute \"nmae\" of Artist, which has none: choose one of id, name.");
        assertThatThrownBy(() -> store.keyset(asc("name.first")))
                .hasMessageContaining("goes through name, which has no attributes");
        assertThatThrownBy(() -> store.keyset(asc("album."))).hasMessageContaining("needs an attribute \"\" of Album");
    }

    @Test
    void refusesAKeyThatMayBeNullUnlessItSaysWhereNullsGo() {
        for (String path :
                new String[] {"composer", "album.title", "album.artist.name", "album.id", "publication.country"}) {
            assertThatThrownBy(() -> store.keyset(asc(path)))
                    .as(path)
                    .isInstanceOf(InvalidKeysetException.class)
                    .hasMessageContaining("\"" + path + " asc\" of Song may be null")
                    .hasMessageContaining("add nullsFirst() or nullsLast()");
            assertThat(store.keyset(asc(path).nullsLast()).keys()).hasSize(2);
        }
    }

    @Test
    void refusesAKeyThatIsNoSingleColumn() {
        assertThatThrownBy(() -> store.keyset(asc("album")))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("\"album asc\" of Song is not a single column");
    }

    @Test
    void refusesToIgnoreTheCaseOfANumber() {
        assertThatThrownBy(() -> store.keyset(asc("rating").ignoreCase()))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("only a text can ignore case");
    }

    @Test
    void refusesATypeThatCannotTravel() {
        SortKey length = SortKey.<Song, Song.Length>asc("length", Song.Length.class, (song, cb) -> song.get("length"));
        assertThatThrownBy(() -> store.keyset(length))
                .isInstanceOf(InvalidKeysetException.class)
                .hasMessageContaining("Length, which cannot travel in a cursor")
                .hasMessageContaining("String, Character");
    }

    @Test
    void needsNoIdBehindAUniqueKey() {
        assertThat(store.keyset(asc("name"), desc("catalogNumber")).keys())
                .containsExactly(asc("name"), desc("catalogNumber"));
        assertThat(store.keyset(asc("isrc").nullsLast()).keys())
                .as("a unique key admits many nulls")
                .containsExactly(asc("isrc").nullsLast(), asc("id"));
    }

    @Test
    void appendsTheMissingPartsOfAnId() {
        assertThat(keys(Edition.class)).containsExactly(asc("key.albumId"), asc("key.number"));
        assertThat(keys(Edition.class, desc("key.number"))).containsExactly(desc("key.number"), desc("key.albumId"));
        assertThat(keys(Track.class, desc("seconds")))
                .containsExactly(desc("seconds"), desc("album.id"), desc("position"));
        assertThat(keys(Disc.class, asc("shelf"))).containsExactly(asc("shelf"), asc("id"));
    }

    private static List<SortKey> keys(Class<?> entity, SortKey... keys) {
        return Keyset.of(entity, keys)
                .cursors(SongStore.CURSORS)
                .build(store.entityManagers)
                .keys();
    }

    @Test
    void saysHowAKeyIsSorted() {
        assertThat(asc("name").ignoreCase().nullsFirst()).hasToString("lower(name) asc nulls first");
        assertThat(asc("name").nullsLast())
                .isEqualTo(asc("name").nullsLast())
                .isNotEqualTo(asc("name").nullsFirst());
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
    void needsACodec() {
        assertThatThrownBy(() -> Keyset.of(Song.class).build(store.entityManagers))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call cursors(CursorCodecs.signed(…))");
        assertThatThrownBy(() -> Keyset.of(Song.class).maxPageSize(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
