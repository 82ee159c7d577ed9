package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Blog.Author;
import dev.headroom.fetch.Blog.Post;
import dev.headroom.fetch.Blog.Remark;
import dev.headroom.testsupport.EachDatabase;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Nulls;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Lists of children: which, in what order, in how many statements. */
@EachDatabase
class ChildrenTest {

    @Parameter
    Blog blog;

    @BeforeParameterizedClassInvocation
    static void fill(Blog blog) {
        blog.fill();
    }

    @Test
    void filtersWithoutTouchingTheManagedCollection() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.where((post, cb) -> cb.gt(post.get("score"), 35)));
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            Fetched<Author> fetched = blog.fetched(1, plan, em, authors);
            assertThat(fetched.roots()).containsExactlyElementsOf(authors);
            assertPosts(fetched, authors, "14 15 16", "", "");
            assertThat(authors).noneMatch(author -> Hibernate.isInitialized(author.posts));
            assertThat(fetched.children(authors.get(0), "posts", Post.class)).allMatch(em::contains);
        });
    }

    /** Django's sliced prefetch; Ecto's preload with an order that overrides the association's. */
    @Test
    void limitsWhatEachOwnerGets() {
        FetchPlan<Author> plan = blog.posts(
                posts -> posts.orderBy((post, cb) -> cb.desc(post.get("score"))).limitPerParent(2));
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            assertPosts(blog.fetched(1, plan, em, authors), authors, "16 15", "23 22", "");
        });
    }

    /** The filter comes before the limit, and several filters must all hold. */
    @Test
    void limitsWhatFiltersLeave() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.where((post, cb) -> cb.lt(post.get("score"), 60))
                .where((post, cb) -> cb.notEqual(post.get("score"), 40))
                .where((post, cb) -> null)
                .orderBy((post, cb) -> cb.desc(post.get("score")))
                .limitPerParent(2));
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            assertPosts(blog.fetched(1, plan, em, authors), authors, "15 13", "23 22", "");
        });
    }

    @Test
    void putsNullsWhereTheOrderSaysAndIdsLast() {
        FetchPlan<Author> last =
                blog.posts(posts -> posts.orderBy((post, cb) -> cb.desc(post.get("rating"), Nulls.LAST))
                        .limitPerParent(5));
        FetchPlan<Author> first =
                blog.posts(posts -> posts.orderBy((post, cb) -> cb.asc(post.get("rating"), Nulls.FIRST))
                        .limitPerParent(4));
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            assertPosts(last.fetch(em, authors), authors, "15 13 11 16 14", "23 21 22", "");
            assertPosts(first.fetch(em, authors), authors, "12 14 16 11", "22 21 23", "");
        });
    }

    @Test
    void ordersThroughAnAssociation() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.orderBy(
                        (post, cb) -> cb.asc(post.join("mainTag", JoinType.LEFT).get("name"), Nulls.LAST))
                .limitPerParent(5));
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            assertPosts(blog.fetched(1, plan, em, authors), authors, "11 14 12 15 13", "21 22 23", "");
        });
    }

    /** Jimmer's AssociationPagingTest: limited children, and what is beneath them, level by level. */
    @Test
    void loadsWhatIsBeneathChildren() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.orderBy((post, cb) -> cb.desc(post.get("score")))
                .limitPerParent(2)
                .fetch("tags", "mainTag")
                .children(
                        "remarks",
                        Remark.class,
                        remarks -> remarks.orderBy((remark, cb) -> cb.desc(remark.get("id")))
                                .limitPerParent(1)));
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            Fetched<Author> fetched = blog.fetched(3, plan, em, authors);
            blog.statements.clear();
            for (Post post : fetched.children(authors.get(0), "posts", Post.class)) {
                assertThat(Hibernate.isInitialized(post.tags)).isTrue();
                assertThat(Hibernate.isInitialized(post.mainTag)).isTrue();
                assertThat(fetched.children(post, "posts.remarks", Remark.class))
                        .extracting(remark -> remark.id)
                        .containsExactly(100 * post.id + post.score / 10);
            }
            assertThat(blog.statements.count()).isZero();
        });
    }

    /** The path before the last dot is loaded into the entities, so its targets are owners. */
    @Test
    void readsChildrenOfWhatAPathLeadsTo() {
        FetchPlan<Author> plan = FetchPlan.of(Author.class)
                .children("posts.remarks", Remark.class, remarks -> remarks.limitPerParent(1))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            Fetched<Author> fetched = blog.fetched(2, plan, em, authors);
            for (Post post : authors.get(0).posts) {
                assertThat(fetched.children(post, "posts.remarks", Remark.class))
                        .extracting(remark -> remark.id)
                        .containsExactly(100 * post.id + 1);
            }
        });
    }

    /** The eager reference of a post would cost a statement for each tag. */
    @Test
    void leavesEagerAssociationsOfChildrenToThePlan() {
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            blog.fetched(1, blog.posts(posts -> posts.limitPerParent(6)), em, authors);
        });
    }

    @Test
    void runsAQueryAndReadsChildren() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.limitPerParent(1));
        blog.write(em -> {
            blog.statements.clear();
            Fetched<Author> fetched = plan.fetch(
                    em.createQuery("from Author order by id desc", Author.class).setMaxResults(2));
            assertThat(blog.statements.count()).isEqualTo(2);
            assertThat(fetched.roots()).extracting(author -> author.id).containsExactly(3L, 2L);
            assertThat(fetched.children(fetched.roots().get(1), "posts", Post.class))
                    .extracting(post -> post.id)
                    .containsExactly(21L);
        });
    }

    @Test
    void readsNothingForNoOwnerAndTakesProxiesNullsAndDetachedOwners() {
        FetchPlan<Author> plan = blog.posts(posts -> posts.limitPerParent(1));
        Author detached = blog.read(em -> em.find(Author.class, 1L));
        blog.write(em -> {
            assertThat(blog.statements(
                            () -> assertThat(plan.fetch(em, List.of()).roots()).isEmpty()))
                    .isZero();
            Author proxy = em.getReference(Author.class, 2L);
            Fetched<Author> fetched = plan.fetch(em, Arrays.asList(proxy, null, detached, proxy));
            assertThat(fetched.roots()).containsExactly(proxy, detached, proxy);
            assertThat(fetched.children(proxy, "posts", Post.class)).hasSize(1);
            assertThat(fetched.children(Hibernate.unproxy(proxy), "posts", Post.class))
                    .hasSize(1);
            assertThat(fetched.children(detached, "posts", Post.class)).hasSize(1);
        });
    }

    @Test
    void splitsManyOwnersIntoBatches() {
        FetchPlan<Post> plan = FetchPlan.of(Post.class)
                .children(
                        "remarks",
                        Remark.class,
                        remarks -> remarks.limitPerParent(1).batchSize(4))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Post> posts = em.createQuery("from Post", Post.class).getResultList();
            Fetched<Post> fetched = blog.fetched(3, plan, em, posts);
            assertThat(posts)
                    .allMatch(post ->
                            fetched.children(post, "remarks", Remark.class).size() == 1);
        });
    }

    /** The ids that each author got, with blanks between. */
    private static void assertPosts(Fetched<Author> fetched, List<Author> authors, String... ids) {
        assertThat(authors)
                .extracting(author -> fetched.children(author, "posts", Post.class).stream()
                        .map(post -> String.valueOf(post.id))
                        .collect(Collectors.joining(" ")))
                .containsExactly(ids);
    }
}
