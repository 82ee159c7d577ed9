package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Catalogue.Chart;
import dev.headroom.projection.Catalogue.Director;
import dev.headroom.projection.Catalogue.Film;
import dev.headroom.projection.Catalogue.Singer;
import dev.headroom.projection.Catalogue.Song;
import dev.headroom.projection.Catalogue.Work;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That a view of a superclass can show what its subclasses have, and that no row is lost by it. */
@EachDatabase
class SubclassesTest {

    @Parameter
    Catalogue catalogue;

    @BeforeParameterizedClassInvocation
    static void fill(Catalogue catalogue) {
        catalogue.fill();
    }

    record WorkItem(
            String name,
            @Select(of = Song.class) @Nullable Integer milliseconds,

            @Select(value = "minutes", of = Film.class) @Nullable Integer length,

            Class<?> type) {}

    @Test
    void showsAttributesOfSubclasses() {
        Projection<Work, WorkItem> works = Projection.of(Work.class, WorkItem.class)
                .expression("type", "type(e)")
                .build(catalogue.entityManagers);
        assertThat(catalogue.<List<WorkItem>>read(
                        em -> works.query(em).orderBy("id").list()))
                .containsExactly(
                        new WorkItem("Song", 1000, null, Song.class),
                        new WorkItem("Film", null, 90, Film.class),
                        new WorkItem("Other", null, null, Work.class));
    }

    record WithAuthor(long id, @Nullable Author author) {
        record Author(
                String name,
                @Select(of = Singer.class) @Nullable String voice,
                @Select(of = Director.class) @Nullable Integer films) {}
    }

    @Test
    void showsAPartThatHasSubclasses() {
        assertThat(list(Work.class, WithAuthor.class))
                .containsExactly(
                        new WithAuthor(1, new WithAuthor.Author("Ann", "alto", null)),
                        new WithAuthor(2, new WithAuthor.Author("Bob", null, 7)),
                        new WithAuthor(3, null));
    }

    record Sung(
            long id,

            @Select(value = "singer.voice", of = Song.class) @Nullable String voice,

            @Select(value = "singer.id", of = Song.class) @Nullable Long key,

            @Select(of = Song.class) Singing singer,
            @Select(of = Song.class) Set<String> verses) {
        record Singing(String name, String voice) {}
    }

    @Test
    void followsAssociationsAndCollectionsOfSubclasses() {
        assertThat(list(Work.class, Sung.class))
                .containsExactly(
                        new Sung(1, "alto", 1L, new Sung.Singing("Ann", "alto"), Set.of("la")),
                        new Sung(2, null, null, null, Set.of()),
                        new Sung(3, null, null, null, Set.of()));
        assertThat(list(Song.class, Sung.class)).hasSize(1);
    }

    record ChartItem(
            List<Entry> works,

            @Many(limit = 1, orderBy = "id desc") @Select("works")
            List<Entry> last) {
        record Entry(
                String name,
                @Select(of = Film.class) @Nullable Integer minutes) {}
    }

    @Test
    void showsSubclassesInLists() {
        assertThat(list(Chart.class, ChartItem.class))
                .containsExactly(new ChartItem(
                        List.of(new ChartItem.Entry("Song", null), new ChartItem.Entry("Film", 90)),
                        List.of(new ChartItem.Entry("Film", 90))));
    }

    record Missing(long milliseconds) {}

    record Primitive(@Select(of = Song.class) int milliseconds) {}

    record NoSubclass(
            @Select(value = "name", of = Singer.class) String name) {}

    record NotInSubclass(
            @Select(value = "minutes", of = Song.class) Integer minutes) {}

    @Test
    void saysWhichSubclassIsMeant() {
        refused(Missing.class).hasMessageContaining("Song has it").hasMessageContaining("@Select(of = Song.class)");
        refused(Primitive.class).hasMessageContaining("may be null");
        refused(NoSubclass.class)
                .hasMessageContaining("Singer, which is no subclass of Work")
                .hasMessageContaining("[Film, Song]");
        refused(NotInSubclass.class).hasMessageContaining("\"minutes\" of Song");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refused(Class<?> view) {
        return assertThatThrownBy(() -> Projection.of(Work.class, view).build(catalogue.entityManagers))
                .isInstanceOf(InvalidProjectionException.class);
    }

    private <E, V> List<V> list(Class<E> entity, Class<V> view) {
        Projection<E, V> projection = Projection.of(entity, view).build(catalogue.entityManagers);
        return catalogue.read(em -> projection.query(em).orderBy("id").list());
    }
}
