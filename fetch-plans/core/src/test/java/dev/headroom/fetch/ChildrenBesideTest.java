package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.JoinType;
import jakarta.persistence.criteria.Nulls;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Children that come back beside their owner: which, in what order, in how many statements. */
@EachDatabase
class ChildrenBesideTest {

    @Parameter
    Blog blog;

    @BeforeParameterizedClassInvocation
    static void fill(Blog blog) {
        blog.write(ChildrenBesideTest::fill);
    }

    /** Author 1 has posts 11 to 16 with scores 10 to 60, author 2 posts 21 to 23, author 3 none. */
    private static void fill(EntityManager em) {
        List<Tag> tags = List.of(new Tag("java"), new Tag("sql"), new Tag("web"));
        tags.forEach(em::persist);
        for (long id = 1; id <= 3; id++) {
            Author author = new Author(id);
            author.column.topics.addAll(tags.subList(0, (int) id));
            author.names.add("Name " + id);
            em.persist(author);
            for (long number = 1; number <= 9 - 3 * id && id < 3; number++) {
                Post post = number == 3 ? new GuestPost(10 * id + number, author) : new Post(10 * id + number, author);
                post.score = (int) (10 * number);
                post.rating = number % 2 == 0 ? null : (int) number;
                post.tags.addAll(tags.subList(0, (int) (number % 4)));
                post.mainTag = number % 3 == 0 ? null : tags.get((int) (number % 3));
                em.persist(post);
                author.pinned.add(post);
                for (long remark = 1; remark <= number; remark++) {
                    Remark written = new Remark(100 * post.id + remark, post);
                    em.persist(written);
                    author.remarks.add(written);
                }
            }
        }
        for (int number = 1; number <= 3; number++) {
            Shelf shelf = new Shelf(1, number);
            em.persist(shelf);
            Seat seat = new Seat(7, number);
            em.persist(seat);
            for (int child = 1; child <= number + 1; child++) {
                em.persist(new Volume(number, child, shelf, 100 - child));
                em.persist(new Guest(10 * number + child, seat));
            }
        }
    }

    /** Django's Prefetch with a queryset and to_attr: the filtered part is a list of its own. */
    @Test
    void filtersBesideTheManagedCollection() {
        FetchPlan<Author> plan = posts(posts -> posts.where((post, cb) -> cb.gt(post.get("score"), 35)));
        blog.write(em -> {
            List<Author> authors = authors(em);
            Fetched<Author> fetched = fetched(1, plan, em, authors);
            assertThat(fetched.roots()).containsExactlyElementsOf(authors);
            assertPosts(fetched, authors, "14 15 16", "", "");
            assertThat(authors).noneMatch(author -> Hibernate.isInitialized(author.posts));
            assertThat(fetched.children(authors.get(0), "posts", Post.class)).allMatch(em::contains);
        });
    }

    /** Django's sliced prefetch; Ecto's preload with an order that overrides the association's. */
    @Test
    void limitsWhatEachOwnerGets() {
        FetchPlan<Author> plan = posts(
                posts -> posts.orderBy((post, cb) -> cb.desc(post.get("score"))).limitPerParent(2));
        blog.write(em -> {
            List<Author> authors = authors(em);
            assertPosts(fetched(1, plan, em, authors), authors, "16 15", "23 22", "");
        });
    }

    /** The filter comes before the limit, and several filters must all hold. */
    @Test
    void limitsWhatFiltersLeave() {
        FetchPlan<Author> plan = posts(posts -> posts.where((post, cb) -> cb.lt(post.get("score"), 60))
                .where((post, cb) -> cb.notEqual(post.get("score"), 40))
                .where((post, cb) -> null)
                .orderBy((post, cb) -> cb.desc(post.get("score")))
                .limitPerParent(2));
        blog.write(em -> {
            List<Author> authors = authors(em);
            assertPosts(fetched(1, plan, em, authors), authors, "15 13", "23 22", "");
        });
    }

    @Test
    void putsNullsWhereTheOrderSaysAndIdsLast() {
        FetchPlan<Author> last = posts(posts -> posts.orderBy((post, cb) -> cb.desc(post.get("rating"), Nulls.LAST))
                .limitPerParent(5));
        FetchPlan<Author> first = posts(posts -> posts.orderBy((post, cb) -> cb.asc(post.get("rating"), Nulls.FIRST))
                .limitPerParent(4));
        blog.write(em -> {
            List<Author> authors = authors(em);
            assertPosts(last.fetch(em, authors), authors, "15 13 11 16 14", "23 21 22", "");
            assertPosts(first.fetch(em, authors), authors, "12 14 16 11", "22 21 23", "");
        });
    }

    @Test
    void ordersThroughAnAssociation() {
        FetchPlan<Author> plan = posts(posts -> posts.orderBy(
                        (post, cb) -> cb.asc(post.join("mainTag", JoinType.LEFT).get("name"), Nulls.LAST))
                .limitPerParent(5));
        blog.write(em -> {
            List<Author> authors = authors(em);
            assertPosts(fetched(1, plan, em, authors), authors, "11 14 12 15 13", "21 22 23", "");
        });
    }

    @Test
    void readsCollectionsWithTablesAndColumnsOfTheirOwn() {
        FetchPlan<Author> plan = FetchPlan.of(Author.class)
                .beside("pinned", Post.class, posts -> posts.limitPerParent(2))
                .beside("remarks", Remark.class, remarks -> remarks.limitPerParent(3))
                .beside(
                        "column.topics",
                        Tag.class,
                        tags -> tags.orderBy((tag, cb) -> cb.desc(tag.get("name")))
                                .limitPerParent(2))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Author> authors = authors(em);
            Fetched<Author> fetched = fetched(3, plan, em, authors);
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
                .beside(
                        "tags",
                        Tag.class,
                        node -> node.orderBy((tag, cb) -> cb.desc(tag.get("name")))
                                .limitPerParent(1))
                .build(blog.entityManagers);
        FetchPlan<Tag> posts = FetchPlan.of(Tag.class)
                .beside(
                        "posts",
                        Post.class,
                        node -> node.orderBy((post, cb) -> cb.desc(post.get("score")))
                                .limitPerParent(2))
                .beside("posts", Post.class, node -> node.as("all posts"))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Post> found = em.createQuery("from Post where author.id = 1 order by id", Post.class)
                    .getResultList();
            Fetched<Post> fetched = fetched(1, tags, em, found);
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
            Fetched<Tag> ofTag = fetched(2, posts, em, List.of(sql));
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
                .beside(
                        "volumes",
                        Volume.class,
                        volumes -> volumes.orderBy((volume, cb) -> cb.asc(volume.get("pages")))
                                .limitPerParent(2))
                .beside("volumes", Volume.class, volumes -> volumes.as("all"))
                .build(blog.entityManagers);
        FetchPlan<Seat> seats = FetchPlan.of(Seat.class)
                .beside("guests", Guest.class, guests -> guests.limitPerParent(1))
                .beside("guests", Guest.class, guests -> guests.as("all"))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Shelf> found =
                    em.createQuery("from Shelf order by id.number", Shelf.class).getResultList();
            Fetched<Shelf> fetched = fetched(2, shelves, em, found);
            assertThat(fetched.children(found.get(2), "volumes", Volume.class))
                    .extracting(volume -> volume.id)
                    .containsExactly(new Blog.Place(3, 4), new Blog.Place(3, 3));
            assertThat(fetched.children(found.get(2), "all", Volume.class)).hasSize(4);
            List<Seat> taken =
                    em.createQuery("from Seat order by number", Seat.class).getResultList();
            Fetched<Seat> seated = fetched(2, seats, em, taken);
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
                .beside("goodPosts", Post.class, posts -> posts.limitPerParent(3))
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
                .beside("posts", GuestPost.class, posts -> posts.limitPerParent(3))
                .build(blog.entityManagers);
        blog.write(em -> {
            Author author = em.find(Author.class, 1L);
            em.getReference(Post.class, 13L);
            List<GuestPost> posts = plan.fetch(em, List.of(author)).children(author, "posts", GuestPost.class);
            assertThat(posts).extracting(post -> post.id).containsExactly(13L);
        });
    }

    /** Jimmer's AssociationPagingTest: limited children, and what is beneath them, level by level. */
    @Test
    void loadsWhatIsBeneathChildren() {
        FetchPlan<Author> plan = posts(posts -> posts.orderBy((post, cb) -> cb.desc(post.get("score")))
                .limitPerParent(2)
                .fetch("tags", "mainTag")
                .beside(
                        "remarks",
                        Remark.class,
                        remarks -> remarks.orderBy((remark, cb) -> cb.desc(remark.get("id")))
                                .limitPerParent(1)));
        blog.write(em -> {
            List<Author> authors = authors(em);
            Fetched<Author> fetched = fetched(3, plan, em, authors);
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
    void readsBesideWhatAPathLeadsTo() {
        FetchPlan<Author> plan = FetchPlan.of(Author.class)
                .beside("posts.remarks", Remark.class, remarks -> remarks.limitPerParent(1))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Author> authors = authors(em);
            Fetched<Author> fetched = fetched(2, plan, em, authors);
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
            List<Author> authors = authors(em);
            fetched(1, posts(posts -> posts.limitPerParent(6)), em, authors);
        });
    }

    @Test
    void runsAQueryAndReadsBeside() {
        FetchPlan<Author> plan = posts(posts -> posts.limitPerParent(1));
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
    void readsNothingForNobodyAndTakesProxiesNullsAndDetachedOwners() {
        FetchPlan<Author> plan = posts(posts -> posts.limitPerParent(1));
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
                .beside(
                        "remarks",
                        Remark.class,
                        remarks -> remarks.limitPerParent(1).batchSize(4))
                .build(blog.entityManagers);
        blog.write(em -> {
            List<Post> posts = em.createQuery("from Post", Post.class).getResultList();
            Fetched<Post> fetched = fetched(3, plan, em, posts);
            assertThat(posts)
                    .allMatch(post ->
                            fetched.children(post, "remarks", Remark.class).size() == 1);
        });
    }

    @Test
    void givesListsThatNobodyChanges() {
        FetchPlan<Author> plan = posts(posts -> posts.limitPerParent(1));
        blog.write(em -> {
            Fetched<Author> fetched = plan.fetch(em, authors(em));
            List<Post> posts = fetched.children(fetched.roots().get(0), "posts", Post.class);
            assertThatThrownBy(posts::clear).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(fetched.roots()::clear).isInstanceOf(UnsupportedOperationException.class);
            Fetched<Author> listed = plan.fetch(em.createQuery("from Author", Author.class));
            assertThatThrownBy(listed.roots()::clear).isInstanceOf(UnsupportedOperationException.class);
        });
    }

    @Test
    void refusesUnknownNamesOwnersAndClasses() {
        FetchPlan<Author> plan = posts(posts -> posts.limitPerParent(1));
        blog.write(em -> {
            Author author = em.find(Author.class, 1L);
            Fetched<Author> fetched = plan.fetch(em, List.of(author));
            assertThatThrownBy(() -> fetched.children(author, "pinned", Post.class))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessage("The plan brings no children by the name \"pinned\": choose one of posts.");
            assertThatThrownBy(() -> fetched.children(em.find(Author.class, 2L), "posts", Post.class))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessageContaining("No children \"posts\" were read for the given instance of");
            assertThatThrownBy(() -> fetched.children(author, "posts", Tag.class))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessageContaining("are of " + Post.class.getName() + " and not of " + Tag.class.getName());
        });
    }

    /** A plan that is asked for entities alone would drop what it was told to bring. */
    @Test
    void refusesToDropChildren() {
        FetchPlan<Author> plan = posts(posts -> posts.as("first").limitPerParent(1));
        blog.write(em -> {
            assertThatThrownBy(() -> plan.list(em.createQuery("from Author", Author.class)))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessage("The plan brings children beside the entities (first), which list(query) cannot hand"
                            + " back: call fetch(query).");
            assertThatThrownBy(() -> plan.load(em, List.of()))
                    .isInstanceOf(FetchPlanException.class)
                    .hasMessageContaining("call fetch(entityManager, roots)");
        });
    }

    @Test
    void refusesWhatCannotBeReadBeside() {
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
                        .beside("posts", Post.class, node -> node.limitPerParent(1))
                        .beside("posts", Post.class, node -> node.limitPerParent(2))
                        .build(blog.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContaining("names two lists of children")
                .hasMessageContaining("as(…)");
    }

    private <C> void assertRefused(String path, Class<C> type, Consumer<ChildNode<C>> spec, String... inMessage) {
        assertThatThrownBy(() ->
                        FetchPlan.of(Author.class).beside(path, type, spec).build(blog.entityManagers))
                .isInstanceOf(InvalidFetchPlanException.class)
                .hasMessageContainingAll(inMessage);
    }

    private FetchPlan<Author> posts(Consumer<ChildNode<Post>> spec) {
        return FetchPlan.of(Author.class).beside("posts", Post.class, spec).build(blog.entityManagers);
    }

    private static List<Author> authors(EntityManager em) {
        return em.createQuery("from Author order by id", Author.class).getResultList();
    }

    private <T> Fetched<T> fetched(int statements, FetchPlan<T> plan, EntityManager em, List<T> roots) {
        blog.statements.clear();
        Fetched<T> fetched = plan.fetch(em, roots);
        assertThat(blog.statements.statements()).hasSize(statements);
        return fetched;
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
