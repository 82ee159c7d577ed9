package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Blog.Author;
import dev.headroom.fetch.Blog.Post;
import dev.headroom.fetch.Blog.Tag;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.Nulls;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Random children, filters, orders, limits and batches give what plain Java makes of the whole collections. */
@ParameterizedClass
@EnumSource
@ExtendWith(ServersExtension.class)
class ChildrenOracleTest {

    private static final int PLANS = 30;

    @Parameter
    DatabaseKind kind;

    @Test
    void agreesWithPlainJava(Servers servers) {
        long seed = Long.getLong("headroom.seed", 1);
        Random random = new Random(seed);
        try (Blog blog = new Blog(servers.database(kind))) {
            blog.write(em -> fill(em, random));
            for (int i = 0; i < PLANS; i++) {
                Request request = Request.random(random);
                blog.write(em -> assertAgrees(blog, em, request, "seed " + seed + ", " + request));
            }
        }
    }

    private static void assertAgrees(Blog blog, EntityManager em, Request request, String description) {
        List<Author> authors = em.createQuery("from Author", Author.class).getResultList();
        List<Tag> tags = em.createQuery("from Tag", Tag.class).getResultList();
        Fetched<Author> ofAuthors = FetchPlan.of(Author.class)
                .children("posts", Post.class, request::apply)
                .children("pinned", Post.class, request::apply)
                .build(blog.entityManagers)
                .fetch(em, authors);
        Fetched<Tag> ofTags = FetchPlan.of(Tag.class)
                .children("posts", Post.class, request::apply)
                .build(blog.entityManagers)
                .fetch(em, tags);
        for (Author author : authors) {
            assertThat(ofAuthors.children(author, "posts", Post.class))
                    .as("posts, %s", description)
                    .isEqualTo(request.expected(author.posts));
            assertThat(ofAuthors.children(author, "pinned", Post.class))
                    .as("pinned, %s", description)
                    .isEqualTo(request.expected(author.pinned));
        }
        for (Tag tag : tags) {
            assertThat(ofTags.children(tag, "posts", Post.class))
                    .as("posts of a tag, %s", description)
                    .isEqualTo(request.expected(tag.posts));
        }
    }

    private static void fill(EntityManager em, Random random) {
        List<Tag> tags = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            tags.add(new Tag("tag " + i));
            em.persist(tags.get(i));
        }
        for (long id = 1; id <= 12; id++) {
            Author author = new Author(id);
            em.persist(author);
            int posts = random.nextInt(9);
            for (int number = 0; number < posts; number++) {
                Post post = new Post(100 * id + number, author);
                post.score = random.nextInt(4);
                post.rating = random.nextInt(3) == 0 ? null : random.nextInt(3);
                Collections.shuffle(tags, random);
                post.tags.addAll(tags.subList(0, random.nextInt(tags.size())));
                em.persist(post);
                if (random.nextBoolean()) {
                    author.pinned.add(post);
                }
            }
        }
    }

    /**
     * @param limit 0 for none
     * @param orders each of the kind of {@link #comparator}
     */
    private record Request(int leastScore, int limit, int batchSize, List<Integer> orders) {

        static Request random(Random random) {
            List<Integer> kinds = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
            Collections.shuffle(kinds, random);
            return new Request(
                    random.nextInt(4), random.nextInt(5), 1 + random.nextInt(15), kinds.subList(0, random.nextInt(3)));
        }

        void apply(ChildNode<Post> node) {
            node.where((post, cb) -> cb.ge(post.get("score"), leastScore)).batchSize(batchSize);
            if (limit > 0) {
                node.limitPerParent(limit);
            }
            for (int kind : orders) {
                switch (kind) {
                    case 0 -> node.orderBy((post, cb) -> cb.asc(post.get("score")));
                    case 1 -> node.orderBy((post, cb) -> cb.desc(post.get("score")));
                    case 2 -> node.orderBy((post, cb) -> cb.asc(post.get("rating"), Nulls.FIRST));
                    case 3 -> node.orderBy((post, cb) -> cb.asc(post.get("rating"), Nulls.LAST));
                    case 4 -> node.orderBy((post, cb) -> cb.desc(post.get("rating"), Nulls.FIRST));
                    default -> node.orderBy((post, cb) -> cb.desc(post.get("rating"), Nulls.LAST));
                }
            }
        }

        List<Post> expected(List<Post> all) {
            Comparator<Post> order = Comparator.comparing(post -> 0);
            for (int kind : orders) {
                order = order.thenComparing(comparator(kind));
            }
            Comparator<Post> byId = Comparator.comparing(post -> post.id);
            boolean descending = !orders.isEmpty() && List.of(1, 4, 5).contains(orders.get(orders.size() - 1));
            return all.stream()
                    .filter(post -> post.score >= leastScore)
                    .sorted(order.thenComparing(descending ? byId.reversed() : byId))
                    .limit(limit == 0 ? Long.MAX_VALUE : limit)
                    .toList();
        }

        private static Comparator<Post> comparator(int kind) {
            Comparator<Integer> up = Comparator.naturalOrder();
            Comparator<Integer> down = Comparator.reverseOrder();
            return switch (kind) {
                case 0 -> Comparator.comparing(post -> post.score);
                case 1 -> Comparator.comparing((Post post) -> post.score).reversed();
                case 2 -> Comparator.comparing(post -> post.rating, Comparator.nullsFirst(up));
                case 3 -> Comparator.comparing(post -> post.rating, Comparator.nullsLast(up));
                case 4 -> Comparator.comparing(post -> post.rating, Comparator.nullsFirst(down));
                default -> Comparator.comparing(post -> post.rating, Comparator.nullsLast(down));
            };
        }
    }
}
