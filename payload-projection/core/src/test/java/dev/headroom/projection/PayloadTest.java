package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That rows are written as they were read, and what is told of it. */
@EachDatabase
class PayloadTest {

    @Parameter
    Music music;

    private final TextRows out = new TextRows();

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    record Item(
            long id,
            ArtistItem artist,
            LabelItem label,
            @Many(limit = 2) List<Song> tracks,

            @Select("tags.name") @Many(orderBy = "name") Set<String> tags) {

        /** Is not called. */
        Item {
            throw new AssertionError("a record was made");
        }

        record ArtistItem(
                String name, @Select("country.name") String country) {}

        record LabelItem(String name) {}

        record Song(long id, @Select("album.artist") Singer singer) {
            record Singer(long id) {}
        }
    }

    @Test
    void writesPartsListsAndNulls() {
        music.write(em -> projection(Item.class).query(em).orderBy("id").writeTo(out));

        List<String> rows = out.text.toString().lines().toList();
        assertThat(rows).hasSize(Music.ALBUMS);
        assertThat(rows.get(0))
                .isEqualTo("( id=1; artist={ name=Artist 2; country=Norway;} label={ name=Label 1;}"
                        + " tracks=[{ id=101; singer={ id=2;}}] tags=[tag 1;])");
        assertThat(rows.get(3)).contains("label=null;");
        assertThat(rows.get(4)).contains("tags=[])");
        assertThat(rows.get(Music.ALBUMS - 1))
                .isEqualTo("( id=12; artist=null; label=null; tracks=[{ id=1201; singer=null;}{ id=1202; singer=null;}]"
                        + " tags=[tag 1;tag 2;])");
        assertThat(out.complete).isTrue();
        assertThat(out.failure).isNull();
        assertThat(out.views)
                .containsExactly(
                        Item.class,
                        Item.ArtistItem.class,
                        Item.LabelItem.class,
                        Item.Song.class,
                        Item.Song.Singer.class);
    }

    record Colleagues(long id, @Select("artist.albums") Set<Colleague> albums) {
        record Colleague(
                @Select("artist.name") String artist,
                @Many(limit = 1) Set<TagItem> tags) {
            record TagItem(long id) {}
        }
    }

    @Test
    void writesEqualElementsOfASetOnce() {
        Projection<Album, Colleagues> projection = projection(Colleagues.class);
        List<Colleagues> records =
                music.read(em -> projection.query(em).orderBy("id").list());
        music.write(em -> projection.query(em).orderBy("id").writeTo(out));

        List<String> rows = out.text.toString().lines().toList();
        assertThat(records.get(0).albums()).hasSize(2);
        for (int row = 0; row < rows.size(); row++) {
            assertThat(rows.get(row).split(" artist=", -1))
                    .hasSize(1 + records.get(row).albums().size());
        }
    }

    @Test
    void writesOnlyTheFieldsOfAMask() {
        FieldMask mask = FieldMask.parse("id,artist(country),tracks(id)");
        Payload payload = music.read(em ->
                projection(Item.class).query(em).orderBy("id").fields(mask).writeTo(out));

        assertThat(out.text.toString().lines())
                .startsWith("( id=1; artist={ country=Norway;} tracks=[{ id=101;}])")
                .endsWith("( id=12; artist=null; tracks=[{ id=1201;}{ id=1202;}])");
        assertThat(payload.bytesByField()).containsOnlyKeys("id", "artist", "artist.country", "tracks", "tracks.id");
        assertThat(payload.statements()).isEqualTo(2);
    }

    @Test
    void aMaskKeepsTheElementsOfASet() {
        FieldMask mask = FieldMask.parse("albums(artist)");
        music.write(em -> projection(Colleagues.class)
                .query(em)
                .orderBy("id")
                .limit(1)
                .fields(mask)
                .writeTo(out));
        assertThat(out.text).hasToString("( albums=[" + "{ artist=Artist 2;}".repeat(4) + "])\n");
    }

    @Test
    void countsRowsBytesAndStatements() {
        Projection<Album, Item> projection = projection(Item.class);
        music.statements.clear();
        Payload payload =
                music.read(em -> projection.query(em).orderBy("id").limit(1).writeTo(out));

        assertThat(payload.view()).isEqualTo(Item.class);
        assertThat(payload.rows()).isEqualTo(1);
        assertThat(payload.bytes()).isEqualTo(out.text.length()).isEqualTo(payload.rowBytes());
        assertThat(payload.statements()).isEqualTo(3).isEqualTo(music.statements.count());
        assertThat(payload.bytesByField())
                .hasToString("{id=6, artist=10, artist.name=15, artist.country=16, label=9, label.name=14, tracks=12,"
                        + " tracks.id=8, tracks.singer=10, tracks.singer.id=6, tags=14}");
        assertThat(payload.costliestField()).hasValue("artist.country");
    }

    @Test
    void writesTheSameWhileItReads() {
        Projection<Album, Item> projection = projection(Item.class);
        Payload listed = music.read(em -> projection.query(em).orderBy("id").writeTo(out));
        TextRows streamed = new TextRows();
        music.statements.clear();
        Payload payload = music.read(em -> projection.query(em).orderBy("id").writeTo(streamed, 5));

        assertThat(streamed.text).hasToString(out.text.toString());
        assertThat(payload.bytesByField()).isEqualTo(listed.bytesByField());
        assertThat(payload.statements()).isEqualTo(1 + 3 * 2).isEqualTo(music.statements.count());
    }

    @Test
    void refusesToStreamWithoutATransaction() {
        try (EntityManager em = music.entityManagers.createEntityManager()) {
            Throwable thrown =
                    catchThrowable(() -> projection(Item.class).query(em).writeTo(out, 5));
            assertThat(thrown)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("writeTo with a fetch size needs a transaction");
            assertThat(out.failure).isSameAs(thrown);
            assertThat(out.complete).isFalse();
        }
    }

    @Test
    void refusesToFetchNothing() {
        assertThatThrownBy(
                        () -> music.write(em -> projection(Item.class).query(em).writeTo(out, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fetch size of 0");
    }

    @Test
    void keepsTheFirstFailure() {
        RuntimeException first = new IllegalArgumentException("first");
        RuntimeException second = new IllegalStateException("second");
        TextRows broken = new TextRows() {
            @Override
            public void endList() {
                throw first;
            }

            @Override
            public void fail(Throwable cause) {
                throw second;
            }
        };
        assertThat(catchThrowable(
                        () -> music.write(em -> projection(Item.class).query(em).writeTo(broken))))
                .isSameAs(first)
                .hasSuppressedException(second);
    }

    @Test
    void anEmptyAnswerIsComplete() {
        Payload payload = music.read(em -> projection(Item.class)
                .query(em)
                .where((album, cb) -> cb.equal(album.get("id"), 0))
                .writeTo(out));
        assertThat(out.complete).isTrue();
        assertThat(payload.rows()).isZero();
        assertThat(payload.rowBytes()).isZero();
        assertThat(payload.costliestField()).isEmpty();
    }

    private <V> Projection<Album, V> projection(Class<V> view) {
        return Projection.of(Album.class, view).build(music.entityManagers);
    }
}
