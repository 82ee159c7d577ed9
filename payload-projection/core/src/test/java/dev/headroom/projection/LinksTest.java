package dev.headroom.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Links.Draft;
import dev.headroom.projection.Links.Note;
import dev.headroom.projection.Links.Post;
import dev.headroom.projection.failure.InvalidProjectionException;
import dev.headroom.testsupport.EachDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That lists hold what the entity's collection holds, and nothing that the mapping hides. */
@EachDatabase
class LinksTest {

    @Parameter
    Links links;

    @BeforeParameterizedClassInvocation
    static void fill(Links links) {
        links.fill();
    }

    record Named(String name) {}

    record Keyed(long id) {}

    record Removed(
            List<Named> removed,
            @Select("removed.id") List<Long> ids,
            @Select("removed") @Many(limit = 2) List<Keyed> first,
            List<String> removedWords,
            @Select("removedWords") @Many(limit = 2) List<String> firstWords) {}

    @Test
    void leavesOutRemovedLinks() {
        assertThat(posts(Removed.class))
                .containsExactly(
                        new Removed(named("tag", 1, 3), List.of(1L, 3L), keyed(1, 3), words(1, 3), words(1, 3)),
                        new Removed(
                                named("tag", 1, 2, 3), List.of(1L, 2L, 3L), keyed(1, 2), words(1, 2, 3), words(1, 2)),
                        new Removed(List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    record Restricted(
            List<Named> restricted,
            @Select("restricted.id") List<Long> ids,
            @Select("restricted") @Many(limit = 2) List<Keyed> first,
            @Select("ordered.id") List<Long> ordered,
            @Select("ordered.id") @Many(limit = 3) List<Long> firstOrdered) {}

    @Test
    void leavesOutRestrictedLinks() {
        assertThat(posts(Restricted.class))
                .containsExactly(
                        new Restricted(
                                named("tag", 1, 3), List.of(1L, 3L), keyed(1, 3), List.of(1L, 2L), List.of(1L, 2L)),
                        new Restricted(
                                named("tag", 1, 2, 3),
                                List.of(1L, 2L, 3L),
                                keyed(1, 2),
                                List.of(1L, 2L, 3L),
                                List.of(1L, 2L, 3L)),
                        new Restricted(List.of(), List.of(), List.of(), List.of(), List.of()));
    }

    record Drafts(
            List<Named> drafts,
            @Select("drafts.id") @Many(limit = 2) List<Long> first) {}

    @Test
    void leavesOutRemovedTargets() {
        assertThat(posts(Drafts.class))
                .containsExactly(
                        new Drafts(named("draft", 1, 3), List.of(1L, 3L)),
                        new Drafts(named("draft", 1, 3), List.of(1L, 3L)),
                        new Drafts(List.of(), List.of()));
    }

    record Placed(Part place) {
        record Part(@Nullable String town, Set<String> words) {}
    }

    @Test
    void showsAnEmbeddableWithACollectionAsTheEntityHasIt() {
        List<Placed.Part> entities =
                links.read(em -> em.createQuery("from Post p order by p.id", Post.class).getResultList().stream()
                        .map(post -> new Placed.Part(post.place.town, Set.copyOf(post.place.words)))
                        .toList());
        assertThat(entities)
                .containsExactly(
                        new Placed.Part("town", Set.of("word 1")),
                        new Placed.Part(null, Set.of("word 2")),
                        new Placed.Part(null, Set.of()));
        assertThat(posts(Placed.class)).extracting(Placed::place).isEqualTo(entities);
    }

    record NoteItem(long id, @Select("draft.name") @Nullable String value) {}

    record DraftItem(long id, @Select("note.id") @Nullable Long value) {}

    @Test
    void refusesExpressionsThatLoseRows() {
        assertThat(list(Note.class, NoteItem.class))
                .containsExactly(new NoteItem(10, "draft 1"), new NoteItem(20, null));
        assertThat(list(Draft.class, DraftItem.class)).containsExactly(new DraftItem(1, 10L), new DraftItem(3, null));
        refusesExpression(Note.class, NoteItem.class, "draft.name");
        refusesExpression(Note.class, NoteItem.class, "draft.id");
        refusesExpression(Draft.class, DraftItem.class, "note.id");
    }

    private void refusesExpression(Class<?> entity, Class<?> view, String path) {
        assertThatThrownBy(() -> Projection.of(entity, view)
                        .expression("value", "e." + path)
                        .build(links.entityManagers))
                .isInstanceOf(InvalidProjectionException.class)
                .hasMessageContaining("reads \"" + path + "\" by an inner join")
                .hasMessageContaining("@Select(\"" + path + "\")");
    }

    private static List<Named> named(String kind, int... numbers) {
        return Arrays.stream(numbers)
                .mapToObj(number -> new Named(kind + " " + number))
                .toList();
    }

    private static List<Keyed> keyed(long... ids) {
        return Arrays.stream(ids).mapToObj(Keyed::new).toList();
    }

    private static List<String> words(int... numbers) {
        return Arrays.stream(numbers).mapToObj(number -> "word " + number).toList();
    }

    private <V> List<V> posts(Class<V> view) {
        return list(Post.class, view);
    }

    private <E, V> List<V> list(Class<E> entity, Class<V> view) {
        Projection<E, V> projection = Projection.of(entity, view).build(links.entityManagers);
        return links.read(em -> projection.query(em).orderBy("id").list());
    }
}
