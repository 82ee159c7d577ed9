package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.Music.Artist;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That an interface is a view like a record. */
@EachDatabase
class InterfaceViewsTest {

    @Parameter
    Music music;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    interface HasId<T> {
        T getId();
    }

    interface AlbumItem extends HasId<Long> {
        @Override
        Long getId();

        String title();

        int getYear();

        @Select("artist.name")
        @Nullable String singer();

        @Nullable ArtistItem artist();

        @Many(limit = 2, orderBy = "milliseconds")
        List<Song> tracks();

        default String label() {
            return title() + " (" + getYear() + ")";
        }

        static String kind() {
            return "album";
        }

        interface ArtistItem {
            String name();
        }

        interface Song {
            String name();
        }
    }

    @Test
    void showsAccessors() {
        List<AlbumItem> albums = list(Album.class, AlbumItem.class);

        AlbumItem second = albums.get(1);
        assertThat(second.getId()).isEqualTo(2L);
        assertThat(second.title()).isEqualTo("Album 02");
        assertThat(second.getYear()).isEqualTo(1992);
        assertThat(second.singer()).isEqualTo("Artist 3");
        assertThat(second.artist().name()).isEqualTo("Artist 3");
        assertThat(second.tracks()).extracting(AlbumItem.Song::name).containsExactly("Track 2", "Track 1");
        assertThat(second.label()).isEqualTo("Album 02 (1992)");
        assertThat(albums.get(Music.ALBUMS - 1).artist()).isNull();
    }

    interface Titled {
        String title();

        @Override
        boolean equals(Object other);
    }

    interface AlsoTitled {
        String title();
    }

    @Test
    void isEqualByItsValues() {
        Titled one = list(Album.class, Titled.class).get(0);
        Titled same = list(Album.class, Titled.class).get(0);

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotSameAs(same);
        assertThat(one).isNotEqualTo(list(Album.class, Titled.class).get(1));
        assertThat(one).isNotEqualTo(list(Album.class, AlsoTitled.class).get(0)).isNotEqualTo(null);
        assertThat(one).hasToString("Titled[title=Album 01]");
        assertThat(list(Artist.class, WithAlbums.class).get(2).albums()).hasSize(4);
    }

    interface WithAlbums {
        List<Titled> albums();
    }

    record InRecord(long id, @Select("artist") @Nullable Named singer) {}

    interface Named {
        String name();
    }

    @Test
    void standsWithinARecord() {
        assertThat(list(Album.class, InRecord.class).get(0).singer().name()).isEqualTo("Artist 2");
        assertThat(list(Album.class, InRecord.class).get(Music.ALBUMS - 1).singer())
                .isNull();
    }

    interface Failing {
        String title();

        default String fail() throws java.io.IOException {
            throw new java.io.IOException(title());
        }
    }

    @Test
    void throwsWhatADefaultMethodThrows() {
        Failing failing = list(Album.class, Failing.class).get(0);
        assertThatThrownBy(failing::fail)
                .isInstanceOf(java.io.IOException.class)
                .hasMessage("Album 01");
    }

    interface Changing {
        String getTitle();

        void setTitle(String title);
    }

    interface Asking {
        String title(int length);
    }

    interface Misspelt {
        String getTitel();
    }

    interface Primitive {
        @Select("artist.id")
        long artist();
    }

    sealed interface Closed permits Open {
        String title();
    }

    record Open(String title) implements Closed {}

    @Test
    void refusesWhatIsNoView() {
        refused(Changing.class).hasMessageContaining("\"setTitle\" of Changing").hasMessageContaining("no accessor");
        refused(Asking.class).hasMessageContaining("\"title\" of Asking").hasMessageContaining("default method");
        refused(Misspelt.class).hasMessageContaining("\"titel\" of Misspelt").hasMessageContaining("\"title\"");
        refused(Primitive.class).hasMessageContaining("primitive type long");
        refused(Closed.class).hasMessageContaining("cannot be implemented");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Class<?> view) {
        return assertThatThrownBy(() -> Projection.of(Album.class, view).build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class);
    }

    private <E, V> List<V> list(Class<E> entity, Class<V> view) {
        Projection<E, V> projection = Projection.of(entity, view).build(music.entityManagers);
        return music.read(em -> projection.query(em).orderBy("id").list());
    }
}
