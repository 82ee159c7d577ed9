package dev.headroom.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fetch.Blog.Author;
import dev.headroom.fetch.Blog.Post;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.RecordedStatement;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What databases without a lateral join read for three children of each owner, where each owner has a thousand. */
@ExtendWith(ServersExtension.class)
class ChildrenWithoutLateralTest {

    private static final int OWNERS = 50;
    private static final int CHILDREN = 50_000;
    private static final int LIMIT = 3;

    private Blog blog;

    private void fill(Database database, String numbers) throws SQLException {
        blog = new Blog(database);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into Author (id, title) select i, 'Weekly' from " + numbers.formatted(2 * OWNERS));
            statement.execute("insert into Post (id, dtype, author_id, score) select i, 'Post', 1 + mod(i, " + OWNERS
                    + "), mod(i, 997) from " + numbers.formatted(CHILDREN));
        }
    }

    @AfterEach
    void close() {
        // A test that is skipped has opened nothing.
        if (blog != null) {
            blog.close();
        }
    }

    @Test
    void readsNoMoreThanTheLimitOfEachOwnerOnMariadb(Servers servers) throws SQLException {
        fill(servers.database(DatabaseKind.MARIADB), "(select seq as i from seq_1_to_%d) r");
        FetchPlan<Author> plan = firstPosts();
        blog.write(em -> {
            List<Author> authors = authors(em, OWNERS);
            execute(em, "analyze table Post, Author");
            execute(em, "flush status");
            Fetched<Author> fetched = blog.fetched(1, plan, em, authors);
            assertThat(authors)
                    .allMatch(author ->
                            fetched.children(author, "posts", Post.class).size() == LIMIT);
            // Each child by the index, in the derived table twice, by its id, and in the order of all; each owner with
            // it.
            assertThat(sum(em, "show session status like 'Handler_read%'")).isLessThanOrEqualTo(6 * OWNERS * LIMIT);
            assertThat(sum(em, "show session status like 'Handler_tmp_write'")).isLessThanOrEqualTo(2 * OWNERS * LIMIT);
        });
    }

    /** Or each page of another length would be another statement to the database. */
    @Test
    void sendsFewDifferentStatementsToMariadb(Servers servers) throws SQLException {
        fill(servers.database(DatabaseKind.MARIADB), "(select seq as i from seq_1_to_%d) r");
        FetchPlan<Author> plan = firstPosts();
        blog.write(em -> {
            assertThat(sent(plan, em, 1))
                    .singleElement()
                    .isEqualTo(sent(plan, em, 1).get(0));
            assertThat(sent(plan, em, 33)).isEqualTo(sent(plan, em, OWNERS));
            assertThat(sent(plan, em, 2 * OWNERS))
                    .containsExactly(
                            sent(plan, em, OWNERS).get(0),
                            sent(plan, em, OWNERS).get(0));
        });
    }

    private List<String> sent(FetchPlan<Author> plan, EntityManager em, int owners) {
        List<Author> authors = authors(em, owners);
        blog.statements.clear();
        Fetched<Author> fetched = plan.fetch(em, authors);
        assertThat(authors)
                .allMatch(author ->
                        fetched.children(author, "posts", Post.class).size() == (author.id <= OWNERS ? LIMIT : 0));
        return blog.statements.statements().stream().map(RecordedStatement::sql).toList();
    }

    /** Why H2 numbers all children instead of getting a select for each owner: it reads all of them in either way. */
    @Test
    void knowsThatH2EndsNoLimitedSelectEarly(Servers servers) throws SQLException {
        fill(servers.database(DatabaseKind.H2), "system_range(1, %d) r(i)");
        blog.write(em -> {
            String plan = (String) em.createNativeQuery("explain analyze select id from Post where author_id = 1"
                            + " order by score desc, id desc fetch first 3 rows only")
                    .getSingleResult();
            Matcher scans = Pattern.compile("scanCount: (\\d+)").matcher(plan);
            assertThat(scans.find()).as(plan).isTrue();
            assertThat(Integer.parseInt(scans.group(1))).isGreaterThan(CHILDREN / OWNERS);
        });
    }

    private FetchPlan<Author> firstPosts() {
        return blog.posts(
                posts -> posts.orderBy((post, cb) -> cb.desc(post.get("score"))).limitPerParent(LIMIT));
    }

    private static List<Author> authors(EntityManager em, int owners) {
        return em.createQuery("from Author where id <= " + owners, Author.class).getResultList();
    }

    private static void execute(EntityManager em, String sql) {
        em.unwrap(Session.class).doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    private static long sum(EntityManager em, String sql) {
        return em.unwrap(Session.class).doReturningWork(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                long sum = 0;
                while (rows.next()) {
                    sum += rows.getLong(2);
                }
                return sum;
            }
        });
    }
}
