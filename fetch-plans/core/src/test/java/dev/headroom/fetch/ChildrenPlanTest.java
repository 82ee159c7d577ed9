package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Blog.Author;
import dev.headroom.fetch.Blog.Post;
import dev.headroom.fetch.Blog.Tag;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.PostgresPlan;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What PostgreSQL reads for a few children of each owner, where each owner has two thousand. */
@ExtendWith(ServersExtension.class)
class ChildrenPlanTest {

    private static final int OWNERS = 20;
    private static final int CHILDREN = 40_000;
    private static final int LIMIT = 5;

    private static Database database;
    private static Blog blog;

    @BeforeAll
    static void fill(Servers servers) throws SQLException {
        database = servers.database(DatabaseKind.POSTGRESQL);
        blog = new Blog(database);
        execute(
                "insert into author (id, title) select i, 'Weekly' from generate_series(1, %d) i".formatted(OWNERS),
                """
                insert into post (id, dtype, author_id, score)
                select i, 'Post', 1 + i %% %d, i %% 1000 from generate_series(1, %d) i""".formatted(OWNERS, CHILDREN),
                "vacuum analyze post",
                "vacuum analyze author");
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @AfterAll
    static void close() {
        blog.close();
    }

    @Test
    void readsNoMoreThanTheLimitOfEachOwner() throws SQLException {
        PostgresPlan plan = plan(
                posts -> posts.orderBy((post, cb) -> cb.desc(post.get("score"))).limitPerParent(LIMIT));
        assertThat(plan.rows()).isEqualTo(OWNERS * LIMIT);
        // Each child once by the index of the order and once by its id, and each owner.
        assertThat(plan.rowsRead()).as(plan.json()).isLessThanOrEqualTo(2 * OWNERS * LIMIT + OWNERS);
    }

    /** The first post of each author, whose ids come in the same direction as the last key. */
    @Test
    void readsAnIndexInEitherDirection() throws SQLException {
        PostgresPlan plan = plan(
                posts -> posts.orderBy((post, cb) -> cb.asc(post.get("score"))).limitPerParent(1));
        assertThat(plan.rows()).isEqualTo(OWNERS);
        assertThat(plan.rowsRead()).as(plan.json()).isLessThanOrEqualTo(3 * OWNERS);
    }

    private static PostgresPlan plan(java.util.function.Consumer<ChildNode<Post>> spec) throws SQLException {
        FetchPlan<Author> plan =
                FetchPlan.of(Author.class).children("posts", Post.class, spec).build(blog.entityManagers);
        RecordedStatement statement = blog.read(em -> {
            List<Author> authors = em.createQuery("from Author where id <= " + OWNERS, Author.class)
                    .getResultList();
            blog.statements.clear();
            plan.fetch(em, authors);
            assertThat(blog.statements.statements()).hasSize(1);
            return blog.statements.statements().get(0);
        });
        assertThat(statement.sql()).contains("join lateral").contains("=any(?)");
        try (Connection connection = database.dataSource().getConnection()) {
            return statement.explain(connection);
        }
    }

    /** Why H2 is not asked for a lateral join, although Hibernate translates one for it. */
    @Test
    void knowsThatALateralJoinOfH2ReturnsWrongRows(Servers servers) {
        try (Blog onH2 = new Blog(servers.database(DatabaseKind.H2))) {
            onH2.write(em -> {
                List<Tag> tags = List.of(new Tag("java"), new Tag("sql"), new Tag("web"));
                tags.forEach(em::persist);
                for (long id = 1; id <= 3; id++) {
                    Post post = new Post(id, null);
                    post.tags.addAll(tags);
                    em.persist(post);
                }
            });
            List<Object[]> rows =
                    onH2.read(em -> em.createQuery("""
                            select p.id, l.name from Post p
                            join lateral (select t.name as name from p.tags t order by t.name limit 1) l""", Object[].class).getResultList());
            assertThat(rows).as("one tag of each of three posts").hasSizeGreaterThan(3);
        }
    }
}
