package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Blog.Author;
import dev.headroom.fetch.Blog.Guest;
import dev.headroom.fetch.Blog.GuestPost;
import dev.headroom.fetch.Blog.Post;
import dev.headroom.fetch.Blog.Remark;
import dev.headroom.fetch.Blog.Seat;
import dev.headroom.fetch.Blog.Shelf;
import dev.headroom.fetch.Blog.Tag;
import dev.headroom.fetch.Blog.Volume;
import dev.headroom.testsupport.EachDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Children of every kind of collection. */
@EachDatabase
class ChildrenMappingsTest {

    @Parameter
    Blog blog;

    @BeforeParameterizedClassInvocation
    static void fill(Blog blog) {
        blog.fill();
    }

    @Test
    void readsCollectionsWithTablesAndColumnsOfTheirOwn() {
        FetchPlan<Author> plan = FetchPlan.of(Author.class)
                .children("pinned", Post.class, posts -> posts.limitPerParent(2))
                .children("remarks", Remark.class, remarks -> remarks.limitPerParent(3))
                .children(
                        "column.topics",
                        Tag.class,
                        tags -> tags.orderBy((tag, cb) -> cb.desc(tag.get("name")))
                                .limitPerParent(2))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Author> authors = Blog.authors(em);
            Fetched<Author> fetched = blog.fetched(3, plan, em, authors);
            assertThat(fetched.children(authors.get(0), "pinned", Post.class))
                    .extracting(post -> post.id)
                    .containsExactly(11L, 12L);
            assertThat(fetched.children(authors.get(1), "remarks", Remark.class))
                    .extracting(remark -> remark.id)
                    .containsExactly(2101L, 2201L, 2202L);
            assertThat(fetched.children(authors.get(2), "column.topics", Tag.class))
                    .extracting(tag -> tag.name)
                    .containsExactly("web", "sql");
        });
    }

    /** Both ends of a many-to-many association; H2's own lateral join gives these owners wrong rows. */
    @Test
    void readsManyToManyAssociations() {
        FetchPlan<Post> tags = FetchPlan.of(Post.class)
                .children(
                        "tags",
                        Tag.class,
                        node -> node.orderBy((tag, cb) -> cb.desc(tag.get("name")))
                                .limitPerParent(1))
                .build(blog.entityManagers);
        FetchPlan<Tag> posts = FetchPlan.of(Tag.class)
                .children(
                        "posts",
                        Post.class,
                        node -> node.orderBy((post, cb) -> cb.desc(post.get("score")))
                                .limitPerParent(2))
                .children("posts", Post.class, node -> node.as("all posts"))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Post> found = em.createQuery("from Post where author.id = 1 order by id", Post.class)
                    .getResultList();
            Fetched<Post> fetched = blog.fetched(1, tags, em, found);
            assertThat(found)
                    .extracting(post -> fetched.children(post, "tags", Tag.class).stream()
                            .map(tag -> tag.name)
                            .toList())
                    .containsExactly(
                            List.of("java"),
                            List.of("sql"),
                            List.of("web"),
                            List.of(),
                            List.of("java"),
                            List.of("sql"));
            Tag sql = em.find(Tag.class, "sql");
            Fetched<Tag> ofTag = blog.fetched(2, posts, em, List.of(sql));
            assertThat(ofTag.children(sql, "posts", Post.class))
                    .extracting(post -> post.id)
                    .containsExactly(16L, 23L);
            assertThat(ofTag.children(sql, "all posts", Post.class))
                    .extracting(post -> post.id)
                    .containsExactly(12L, 13L, 16L, 22L, 23L);
        });
    }

    @Test
    void readsForOwnersWithCompositeIds() {
        FetchPlan<Shelf> shelves = FetchPlan.of(Shelf.class)
                .children(
                        "volumes",
                        Volume.class,
                        volumes -> volumes.orderBy((volume, cb) -> cb.asc(volume.get("pages")))
                                .limitPerParent(2))
                .children("volumes", Volume.class, volumes -> volumes.as("all"))
                .build(blog.entityManagers);
        FetchPlan<Seat> seats = FetchPlan.of(Seat.class)
                .children("guests", Guest.class, guests -> guests.limitPerParent(1))
                .children("guests", Guest.class, guests -> guests.as("all"))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Shelf> found =
                    em.createQuery("from Shelf order by id.number", Shelf.class).getResultList();
            Fetched<Shelf> fetched = blog.fetched(2, shelves, em, found);
            assertThat(fetched.children(found.get(2), "volumes", Volume.class))
                    .extracting(volume -> volume.id)
                    .containsExactly(new Blog.Place(3, 4), new Blog.Place(3, 3));
            assertThat(fetched.children(found.get(2), "all", Volume.class)).hasSize(4);
            List<Seat> taken =
                    em.createQuery("from Seat order by number", Seat.class).getResultList();
            Fetched<Seat> seated = blog.fetched(2, seats, em, taken);
            assertThat(seated.children(taken.get(1), "guests", Guest.class))
                    .extracting(guest -> guest.id)
                    .containsExactly(21L);
            assertThat(seated.children(taken.get(1), "all", Guest.class)).hasSize(3);
        });
    }

    /** What a mapping leaves out of its collection is no child of it. */
    @Test
    void keepsTheRestrictionOfTheMapping() {
        FetchPlan<Author> plan = FetchPlan.of(Author.class)
                .children("goodPosts", Post.class, posts -> posts.limitPerParent(3))
                .build(blog.entityManagers);
        blog.write(em -> {
            Author author = em.find(Author.class, 1L);
            assertThat(plan.fetch(em, List.of(author)).children(author, "goodPosts", Post.class))
                    .extracting(post -> post.id)
                    .containsExactly(15L, 16L);
        });
    }

    @Test
    void takesASubclassOnly() {
        FetchPlan<Author> plan = FetchPlan.of(Author.class)
                .children("posts", GuestPost.class, posts -> posts.limitPerParent(3))
                .build(blog.entityManagers);
        blog.write(em -> {
            Author author = em.find(Author.class, 1L);
            em.getReference(Post.class, 13L);
            List<GuestPost> posts = plan.fetch(em, List.of(author)).children(author, "posts", GuestPost.class);
            assertThat(posts).extracting(post -> post.id).containsExactly(13L);
        });
    }
}
