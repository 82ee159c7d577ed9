package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Blog.Author;
import dev.headroom.fetch.Blog.Post;
import dev.headroom.fetch.Blog.Remark;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** That an explanation says how children are found, and how many statements that takes. */
@EachDatabase
class ChildrenExplanationTest {

    @Parameter
    Blog blog;

    @BeforeParameterizedClassInvocation
    static void fill(Blog blog) {
        blog.fill();
    }

    @Test
    void countsTheStatements() {
        FetchPlan<Author> plan = FetchPlan.of(Author.class)
                .fetch("pinned.mainTag")
                .children(
                        "posts",
                        Post.class,
                        posts -> posts.limitPerParent(2)
                                .fetch("mainTag", "tags")
                                .children("remarks", Remark.class, remarks -> remarks.fetch("post.author")))
                .build(blog.entityManagers);
        FetchExplanation explained = plan.explain();
        blog.write(em -> assertThat(
                        blog.statements(() -> plan.fetch(em.createQuery("from Author order by id", Author.class))))
                .isEqualTo(explained.listStatements())
                .isEqualTo(5));
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            assertThat(blog.statements(() -> plan.fetch(em, authors)))
                    .isEqualTo(explained.loadStatements())
                    .isEqualTo(4);
        });
    }

    @Test
    void countsTheChildrenOfAnAssociationsTargets() {
        FetchPlan<Post> plan = FetchPlan.of(Post.class)
                .fetch("author", author -> author.children("remarks", Remark.class, remarks -> {}))
                .build(blog.entityManagers);
        FetchExplanation explained = plan.explain();
        assertThat(explained.steps()).extracting(FetchStep::path).containsExactly("author", "author.remarks");
        blog.write(em -> assertThat(
                        blog.statements(() -> plan.fetch(em.createQuery("from Post order by id", Post.class))))
                .isEqualTo(explained.listStatements())
                .isEqualTo(2));
    }

    @Test
    void readsAsText() {
        FetchPlan<Author> plan = FetchPlan.of(Author.class)
                .children(
                        "posts",
                        Post.class,
                        posts ->
                                posts.as("best").limitPerParent(2).batchSize(50).fetch("mainTag"))
                .children("posts", Post.class, posts -> posts.where((post, cb) -> cb.gt(post.get("score"), 35)))
                .build(blog.entityManagers);
        String reason = plan.explain().steps().get(0).reason();
        assertThat(reason.contains("lateral join, which")).isEqualTo(sends("join lateral", plan));
        assertThat(reason.contains("select of its own")).isEqualTo(sends("union all", plan));
        assertThat(reason.contains("numbering")).isEqualTo(sends("row_number()", plan));
        assertThat(plan.explain().toString().replaceFirst("(of Author.posts, ).*", "$1…"))
                .isEqualTo("""
                        Author: fetch() of a query sends 3 statements, of entities 2
                          best: children, select for each 50, because it is the first 2 of Author.posts, …
                          best.mainTag: join, because it is to-one and adds no rows
                          posts: children, select for each 1000, because it is all of Author.posts that fit the filters, \
                        found by the keys of the owners""");
    }

    private boolean sends(String words, FetchPlan<Author> plan) {
        blog.write(em -> blog.fetched(2, plan, em, Blog.authors(em)));
        return blog.statements.statements().stream()
                .anyMatch(sql -> sql.toString().contains(words));
    }
}
