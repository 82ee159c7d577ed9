package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Music.Album;
import dev.headroom.projection.Music.Artist;
import dev.headroom.projection.Music.Label;
import dev.headroom.projection.Music.Track;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** That a view which does not fit is refused when it is built, and that the message says where, why and what to do. */
@EachDatabase
class ProjectionRefusalsTest {

    @Parameter
    Music music;

    record Misspelt(long id, String titel) {}

    @Test
    void suggestsTheClosestAttribute() {
        refused(Misspelt.class)
                .hasMessageContaining("\"titel\" of Misspelt")
                .hasMessageContaining("of Album")
                .hasMessageContaining("did you mean \"title\"?")
                .hasMessageContaining("released");
    }

    record Unlike(String zebra) {}

    @Test
    void listsTheAttributesIfNoneIsClose() {
        refused(Unlike.class)
                .hasMessageContaining("artist, cover, format, id")
                .message()
                .doesNotContain("did you mean");
    }

    record DeepMisspelt(@Select("artist.country.nme") String country) {}

    @Test
    void looksAtEachNameOfAPath() {
        refused(DeepMisspelt.class).hasMessageContaining("\"nme\" of Country").hasMessageContaining("\"name\"");
    }

    record BeneathValue(@Select("title.length") int length) {}

    @Test
    void findsNothingBeneathAValue() {
        refused(BeneathValue.class).hasMessageContaining("\"length\" of String").hasMessageContaining("leave it out");
    }

    record Narrow(int id) {}

    record TextAsFormat(String format) {}

    record FormatAsNumber(int format) {}

    record WrongText(Long title) {}

    @Test
    void namesBothTypes() {
        refused(Narrow.class).hasMessageContaining("of type int").hasMessageContaining("\"id\" is of type Long");
        refused(TextAsFormat.class)
                .hasMessageContaining("of type String")
                .hasMessageContaining("\"format\" is of type Format");
        refused(WrongText.class).hasMessageContaining("of type Long").hasMessageContaining("is of type String");
        refused(FormatAsNumber.class).hasMessageContaining("int").hasMessageContaining("Format");
    }

    enum OtherFormat {
        CD,
        VINYL
    }

    record AsOther(OtherFormat format) {}

    @Test
    void takesNoOtherEnum() {
        refused(AsOther.class).hasMessageContaining("of type OtherFormat").hasMessageContaining("of type Format");
    }

    record ThroughOptional(@Select("artist.country.id") long country) {}

    record RowId(@Select("artist.id") long artist) {}

    @Test
    void takesNoPrimitiveForWhatMayBeNull() {
        refused(ThroughOptional.class)
                .hasMessageContaining("\"country\" of ThroughOptional")
                .hasMessageContaining("primitive type long")
                .hasMessageContaining("make it Long");
        refused(RowId.class).hasMessageContaining("\"artist.id\" may be null");
    }

    record WholeEntity(long id, Artist artist) {}

    record WholeEntities(long id, List<Track> tracks) {}

    record EntityBySelect(@Select("artist.country") Object country) {}

    @Test
    void loadsNoWholeEntity() {
        refused(WholeEntity.class)
                .hasMessageContaining("\"artist\" of WholeEntity")
                .hasMessageContaining("whole entity Artist");
        refused(WholeEntities.class)
                .hasMessageContaining("\"tracks\" of WholeEntities")
                .hasMessageContaining("whole entities Track");
        refused(EntityBySelect.class).hasMessageContaining("whole entity Country");
    }

    @SuppressWarnings("ArrayRecordComponent") // a view of a column is one
    record Covered(long id, byte[] cover) {}

    record Within(String title, Inner artist) {
        record Inner(@Many(limit = 1) List<Covered> albums) {}
    }

    record Covers(@Select("albums.cover") List<byte[]> covers) {}

    @Test
    void takesLargeObjectsOnlyWhenAsked() {
        refused(Covered.class).hasMessageContaining("withLargeObject(\"cover\")");
        refused(Within.class).hasMessageContaining("withLargeObject(\"artist.albums.cover\")");
        refused(Projection.of(Artist.class, Covers.class)).hasMessageContaining("withLargeObject(\"covers\")");
        assertThatCode(() -> Projection.of(Artist.class, Covers.class)
                        .withLargeObject("covers")
                        .build(music.entityManagers))
                .doesNotThrowAnyException();
    }

    record Loop(long id, Owner artist) {
        record Owner(List<Loop> albums) {}
    }

    @Test
    void endsWhereARecordContainsItself() {
        refused(Loop.class).hasMessageContaining("Loop contains itself at \"artist.albums.\"");
    }

    @SuppressWarnings("rawtypes") // which is what is refused
    record RawList(List tracks) {}

    @SuppressWarnings("ArrayRecordComponent") // which is what is refused
    record ArrayOf(String[] tracks) {}

    record AnyList(List<?> tracks) {}

    record AsMap(Map<Long, String> tracks) {}

    record OneOf(Label tracks) {}

    record ListOfOne(List<String> title) {}

    @Test
    void takesOnlyListsAndSetsForCollections() {
        for (Class<?> view : List.of(RawList.class, ArrayOf.class, AnyList.class, AsMap.class, OneOf.class)) {
            refused(view)
                    .hasMessageContaining("\"tracks\" of " + view.getSimpleName())
                    .hasMessageContaining("a List or a Set of a record");
        }
        refused(ListOfOne.class).hasMessageContaining("of type List").hasMessageContaining("of type String");
    }

    record NoneOf(@Many(limit = 0) List<String> moods) {}

    record ManyTitles(@Many String title) {}

    record WrongValues(@Select("tracks.name") Set<Integer> tracks) {}

    record BeneathList(@Select("tags.name.length") List<Integer> tags) {}

    @Test
    void checksCollections() {
        refused(NoneOf.class).hasMessageContaining("@Many(limit = 0)").hasMessageContaining("at least 1");
        refused(ManyTitles.class)
                .hasMessageContaining("@Many")
                .hasMessageContaining("\"title\", which is no collection");
        refused(WrongValues.class).hasMessageContaining("list of Integer").hasMessageContaining("of type String");
        refused(BeneathList.class).hasMessageContaining("\"length\" of String");
    }

    record BadOrder(@Many(orderBy = "name upwards") List<Song> tracks) {
        record Song(String name) {}
    }

    record OrderByEntity(@Many(orderBy = "album") List<BadOrder.Song> tracks) {}

    record OrderByUnknown(@Many(orderBy = "nam desc") List<BadOrder.Song> tracks) {}

    @Test
    void checksOrders() {
        refused(BadOrder.class).hasMessageContaining("\"name upwards\"").hasMessageContaining("\"tracks\" of BadOrder");
        refused(OrderByEntity.class).hasMessageContaining("\"album\", which has no order");
        refused(OrderByUnknown.class).hasMessageContaining("\"nam\" of Track").hasMessageContaining("\"name\"");
        Projection<Album, Misspelt2> titles =
                Projection.of(Album.class, Misspelt2.class).build(music.entityManagers);
        assertThatThrownBy(() -> music.read(em -> titles.query(em).orderBy("titel")))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageStartingWith("The order of Album ")
                .hasMessageContaining("did you mean \"title\"?");
        assertThatThrownBy(() -> music.read(em -> titles.query(em).orderBy("title; drop table Album")))
                .isInstanceOf(InvalidProjectionException.class);
    }

    record Misspelt2(String title) {}

    static final class Plain {
        String title;
    }

    @Test
    void takesOnlyViewsOfEntities() {
        refused(Plain.class).hasMessageContaining("Plain is no record");
        refused(Projection.of(Label.class, Misspelt2.class)).hasMessageContaining("Label is not an entity");
        refused(Projection.of(String.class, Misspelt2.class)).hasMessageContaining("String is not an entity");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Class<?> view) {
        return refused(Projection.of(Album.class, view));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(ProjectionBuilder<?, ?> builder) {
        return assertThatThrownBy(() -> builder.build(music.entityManagers))
                .isInstanceOf(InvalidProjectionException.class);
    }
}
