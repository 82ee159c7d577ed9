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

/** That a component gets an expression's value, and that an expression which does not fit is refused when it is built. */
@EachDatabase
class ExpressionsTest {

    @Parameter
    Music music;

    @BeforeParameterizedClassInvocation
    static void fill(Music music) {
        music.fill();
    }

    record Whole(long id, long value) {}

    record Small(long id, int value) {}

    record Fraction(long id, @Nullable Double value) {}

    record Boxed(long id, @Nullable Long value) {}

    record Text(long id, @Nullable String value) {}

    record Yes(long id, boolean value) {}

    record Typed(long id, Class<?> value) {}

    record WithEntity(long id, @Nullable Artist value) {}

    record Anything(long id, Object value) {}

    @Test
    void computes() {
        assertThat(values(Small.class, "size(e.tracks)"))
                .extracting(Small::value)
                .startsWith(1, 2, 3);
        assertThat(values(Whole.class, "size(e.tracks)"))
                .extracting(Whole::value)
                .startsWith(1L, 2L);
        assertThat(values(Whole.class, "(select count(t) from Track t where t.album = e)"))
                .extracting(Whole::value)
                .startsWith(1L, 2L, 3L);
        assertThat(values(Boxed.class, "(select sum(t.milliseconds) from Track t where t.album = e and t.id > 200)"))
                .extracting(Boxed::value)
                .startsWith(null, 37_000L);
        assertThat(values(Whole.class, "coalesce((select sum(t.milliseconds) from Track t where t.album.id < 0), 0)"))
                .extracting(Whole::value)
                .startsWith(0L, 0L);
        assertThat(values(Text.class, "upper(e.title)")).extracting(Text::value).startsWith("ALBUM 01");
        assertThat(values(Small.class, "e.year + 1")).extracting(Small::value).startsWith(1992);
        assertThat(values(Yes.class, "e.artist is null")).extracting(Yes::value).endsWith(false, true);
        assertThat(values(Text.class, "case when e.year > 1991 then 'late' end"))
                .extracting(Text::value)
                .startsWith(null, "late");
        assertThat(values(Typed.class, "type(e)")).extracting(Typed::value).startsWith(Album.class);
    }

    @Test
    void findsTheTypeWrong() {
        refused(Small.class, "(select count(t) from Track t)")
                .hasMessageContaining("\"value\" of Small")
                .hasMessageContaining("of type int")
                .hasMessageContaining("of type Long");
        refused(Whole.class, "upper(e.title)").hasMessageContaining("of type String");
        refused(WithEntity.class, "e.artist").hasMessageContaining("whole entity Artist");
        refused(Anything.class, "e.artist").hasMessageContaining("whole entity Artist");
        refused(Text.class, "unheard_of(e.title)").hasMessageContaining("cast(unheard_of(e.title) as String)");
        refused(Covered.class, "e.cover").hasMessageContaining("withLargeObject(\"value\")");
    }

    @SuppressWarnings("ArrayRecordComponent") // a view of a column is one
    record Covered(long id, byte[] value) {}

    @Test
    void takesNoPrimitiveForWhatMayBeNull() {
        for (String nullable : List.of(
                "(select sum(t.milliseconds) from Track t where t.album = e)",
                "(select max(t.id) from Track t where t.album = e)",
                "(select t.id from Track t where t.album = e and t.id = 101)",
                "(select count(t) from Track t where t.album = e group by t.name)",
                "e.artist.id",
                "case when e.year > 1 then 1L end")) {
            refused(Whole.class, nullable)
                    .hasMessageContaining("primitive type long")
                    .hasMessageContaining("make it Long")
                    .hasMessageContaining("coalesce(");
        }
        refused(Yes.class, "e.released > current_date").hasMessageContaining("make it Boolean");
    }

    @Test
    void findsTheTextWrong() {
        refused(Text.class, "upper(").hasMessageContaining("\"upper(\"").hasMessageContaining("\"value\" of Text");
        refused(Text.class, "e.titel").hasMessageContaining("titel");
        refused(Text.class, "e.title, e.title").hasMessageContaining("one value");
        refused(Text.class, "e.title from Track e, Album").hasMessageContaining("\"value\" of Text");
        refused(Text.class, ":title").hasMessageContaining("parameter");
        refused(Whole.class, "count(e)").hasMessageContaining("subquery");
        refused(Whole.class, "1 + coalesce(sum(e.id), 0)").hasMessageContaining("subquery");
    }

    record Part(long id, Inner artist, List<Song> tracks) {
        record Inner(String name, long albumCount) {}

        record Song(String name, long count) {}
    }

    @Test
    void findsTheComponentWrong() {
        assertThatThrownBy(() -> Projection.of(Album.class, Whole.class)
                        .expression("valeu", "1")
                        .build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("expression(\"valeu\", …)")
                .hasMessageContaining("did you mean \"value\"?");
        assertThatThrownBy(() -> Projection.of(Album.class, Small.class)
                        .expression("value", "1")
                        .withLargeObject("vlaue")
                        .build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("withLargeObject(\"vlaue\")")
                .hasMessageContaining("did you mean \"value\"?");
    }

    @Test
    void computesBeneathAPartButNotBeneathAList() {
        ProjectionBuilder<Album, Part> builder = Projection.of(Album.class, Part.class)
                .expression("artist.albumCount", "(select count(a) from Album a where a.artist = e.artist)");
        assertThatThrownBy(() -> builder.expression("tracks.count", "1L").build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("\"count\" of Song")
                .hasMessageContaining("beneath a list");
    }

    @Test
    void losesNoRowByAnInnerJoin() {
        refused(Text.class, "coalesce(e.artist.name, '-')")
                .hasMessageContaining("\"value\" of Text")
                .hasMessageContaining("reads \"artist.name\" by an inner join")
                .hasMessageContaining("@Select(\"artist.name\")");
        refused(Text.class, "e.artist.country.name").hasMessageContaining("\"artist.country\"");
        assertThat(values(Boxed.class, "e.artist.id")).hasSize(Music.ALBUMS);
        assertThat(values(Text.class, "coalesce((select a.name from Artist a where a = e.artist), '-')"))
                .hasSize(Music.ALBUMS);
    }

    record Labelled(LabelItem label) {
        record LabelItem(int value) {}
    }

    @Test
    void doesNotComputeWithinAnEmbeddable() {
        assertThatThrownBy(() -> Projection.of(Album.class, Labelled.class)
                        .expression("label.value", "size(e.tracks)")
                        .build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("\"value\" of LabelItem")
                .hasMessageContaining("of an embeddable");
    }

    private <V> List<V> values(Class<V> view, String expression) {
        Projection<Album, V> projection =
                Projection.of(Album.class, view).expression("value", expression).build(music.entityManagers);
        return music.read(em -> projection.query(em).orderBy("id").list());
    }

    private <V> AbstractThrowableAssert<?, ? extends Throwable> refused(Class<V> view, String expression) {
        return assertThatThrownBy(() -> values(view, expression)).isInstanceOf(InvalidProjectionException.class);
    }
}
