package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.fetch.Blog.Author;
import dev.headroom.fetch.Blog.Post;
import dev.headroom.fetch.Blog.Tag;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What lists of children cannot do, and what the message says. */
@EachDatabase
class ChildrenRefusalsTest {

    @Parameter
    Blog blog;

    @BeforeParameterizedClassInvocation
    static void fill(Blog blog) {
        blog.fill();
    }

    @Test
    void returnsUnmodifiableLists() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.limitPerParent(1));
        blog.write(em -> {
            Fetched<Author> fetched = plan.fetch(em, Blog.authors(em));
            List<Post> posts = fetched.children(fetched.roots().get(0), "posts", Post.class);
            assertThatThrownBy(posts::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(fetched.roots()::clear).isInstanceOf(UnsupportedOperationException.class);
            Fetched<Author> listed = plan.fetch(em.createQuery("from Author", Author.class));
            assertThatThrownBy(listed.roots()::clear).isInstanceOf(UnsupportedOperationException.class);
        });
    }

    @Test
    void refusesUnknownNamesOwnersAndClasses() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.limitPerParent(1));
        blog.write(em -> {
            Author author = em.find(Author.class, 1L);
            Fetched<Author> fetched = plan.fetch(em, List.of(author));
            assertThatThrownBy(() -> fetched.children(author, "pinned", Post.class))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessage("The plan reads no children by the name \"pinned\": choose one of posts.");
            assertThatThrownBy(() -> fetched.children(em.find(Author.class, 2L), "posts", Post.class))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessageContaining("No children \"posts\" were read for the given instance of");
            assertThatThrownBy(() -> fetched.children(author, "posts", Tag.class))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessageContaining("are of " + Post.class.getName() + " and not of " + Tag.class.getName());
        });
    }

    /** A plan that returns entities alone would drop the children. */
    @Test
    void refusesToDropChildren() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.as("first").limitPerParent(1));
        blog.write(em -> {
            assertThatThrownBy(() -> plan.list(em.createQuery("from Author", Author.class)))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessage("The plan reads children (first), which list(query) cannot return: call fetch(query).");
            assertThatThrownBy(() -> plan.load(em, List.of()))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessageContaining("call fetch(entityManager, roots)");
        });
    }

    @Test
    void refusesWhatIsNoListOfChildren() {
        assertRefused("names", String.class, node -> {}, "\"names\"", "is a collection of values");
        assertRefused("id", Long.class, node -> {}, "\"id\"", "is no collection");
        assertRefused("posts", Tag.class, node -> {}, "\"posts\"", "and not of " + Tag.class.getName());
        assertRefused("post", Post.class, node -> {}, "\"post\"", "did you mean \"posts\"?");
        assertRefused(
                "posts",
                Post.class,
                node -> node.orderBy((post, cb) -> cb.desc(post.get("rating"))),
                "\"posts\"",
                "may be null",
                "Nulls.LAST");
        assertRefused(
                "posts",
                Post.class,
                node -> node.orderBy((post, cb) -> cb.desc(post.get("stars"))),
                "\"posts\"",
                "stars");
        assertThatThrownBy(() -> FetchPlan.of(Author.class)
                        .children("posts", Post.class, node -> node.limitPerParent(1))
                        .children("posts", Post.class, node -> node.limitPerParent(2))
                        .build(blog.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("names two lists of children")
                .hasMessageContaining("as(…)");
    }

    private <C> void assertRefused(String path, Class<C> type, Consumer<ChildNode<C>> spec, String... inMessage) {
        assertThatThrownBy(() ->
                        FetchPlan.of(Author.class).children(path, type, spec).build(blog.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContainingAll(inMessage);
    }
}
