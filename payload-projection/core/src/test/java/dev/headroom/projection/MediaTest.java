package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.projection.mask.FieldMask;
import dev.headroom.testsupport.EachDatabase;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That a large object is shown by a URL, and is not read. */
@EachDatabase
class MediaTest {

    @Parameter
    Music music;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    record Item(String title, @Media(version = "year") URI cover, ArtistPart artist, List<Song> tracks) {

        record ArtistPart(String name, @Media(key = "name") URI portrait) {}

        record Song(@Media(key = "id") URI sample) {}
    }

    @Test
    void makesUrlsOfKeysAndVersions() {
        List<Item> items = music.read(em -> projection().query(em).orderBy("id").list());

        assertThat(items.get(0).cover()).hasToString("/cover/1?v=1991");
        assertThat(items.get(0).artist().portrait()).hasToString("/artist.portrait/Artist%202");
        assertThat(items.get(Music.ALBUMS - 1).artist()).isNull();
        assertThat(items.get(1).tracks())
                .extracting(Item.Song::sample)
                .containsExactly(URI.create("/tracks.sample/201"), URI.create("/tracks.sample/202"));
        assertThat(music.statements.statements())
                .noneMatch(statement -> statement.sql().contains("cover"));
    }

    @Test
    void isNarrowedByAMask() {
        Row row = music.read(em -> projection()
                .query(em)
                .orderBy("id")
                .fields(FieldMask.parse("cover"))
                .list()
                .get(0));

        assertThat(row.toMap()).containsOnlyKeys("cover").containsValue(URI.create("/cover/1?v=1991"));
    }

    record WithText(@Media String cover) {}

    record Plain(@Media URI cover) {}

    record ByPicture(@Media(key = "cover") URI cover) {}

    @Test
    void refusesWhatCannotBeAUrl() {
        assertRefused(WithText.class, MediaTest::url, "\"cover\"", "String", "java.net.URI");
        assertRefused(Plain.class, null, "\"cover\"", "media(…)");
        assertRefused(ByPicture.class, MediaTest::url, "\"cover\"", "byte[]");
    }

    private void assertRefused(Class<?> view, @Nullable MediaUrls urls, String... words) {
        ProjectionBuilder<Album, ?> builder = Projection.of(Album.class, view);
        if (urls != null) {
            builder.media(urls);
        }
        assertThatThrownBy(() -> builder.build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContainingAll(words);
    }

    private Projection<Album, Item> projection() {
        music.statements.clear();
        return Projection.of(Album.class, Item.class).media(MediaTest::url).build(music.entityManagers);
    }

    private static URI url(String field, Object key, @Nullable Object version) {
        return URI.create(
                "/" + field + "/" + key.toString().replace(" ", "%20") + (version == null ? "" : "?v=" + version));
    }
}
