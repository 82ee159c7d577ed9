package dev.headroom.projection.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.projection.Budget;
import dev.headroom.projection.BudgetExceededException;
import dev.headroom.projection.Payload;
import dev.headroom.projection.Projection;
import dev.headroom.projection.ProjectionBuilder;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordingDataSource;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What a list costs that does not show the pictures: 100 users with one of 20 KB as base64. */
@EachDatabase
class PicturesTest {

    private static final int USERS = 100;
    private static final int PICTURE = 20 * 1024 / 4 * 3;

    @Parameter
    Users users;

    @BeforeParameterizedClassInvocation
    static void fill(Users users) {
        users.fill();
    }

    @SuppressWarnings("ArrayRecordComponent") // is what a view of a picture has
    @Budget(rowBytes = 300)
    record Fat(long id, String name, String email, byte[] picture) {}

    @Budget(rowBytes = 300)
    record Slim(long id, String name, String email) {}

    @Test
    void theSlimListIsLessThanAHundredth() {
        Payload fat = write(Fat.class);
        assertThat(users.statements.statements())
                .singleElement()
                .satisfies(statement -> assertThat(statement.sql()).contains("picture"));
        Payload slim = write(Slim.class);
        assertThat(users.statements.statements())
                .singleElement()
                .satisfies(statement -> assertThat(statement.sql()).doesNotContain("picture"));

        assertThat(fat.rows()).isEqualTo(USERS).isEqualTo(slim.rows());
        assertThat(fat.bytes()).isGreaterThan(USERS * 20L * 1024);
        assertThat(slim.bytes() * 100).isLessThanOrEqualTo(fat.bytes());
    }

    @Test
    void theBudgetNamesThePicture() {
        Payload fat = write(Fat.class);
        assertThatThrownBy(() -> projection(Fat.class).checkBudget(fat))
                .isInstanceOf(BudgetExceededException.class)
                .hasMessageContaining("its @Budget allows rowBytes = 300; picture: 100 % of 20,");
        projection(Slim.class).checkBudget(write(Slim.class));
    }

    private <V> Payload write(Class<V> view) {
        Projection<User, V> projection = projection(view);
        users.statements.clear();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Payload payload =
                users.read(em -> projection.query(em).orderBy("id").limit(USERS).writeTo(JsonRows.array(out)));
        assertThat(payload.bytes()).isEqualTo(out.size() - 2);
        return payload;
    }

    private <V> Projection<User, V> projection(Class<V> view) {
        ProjectionBuilder<User, V> builder = Projection.of(User.class, view);
        if (view.equals(Fat.class)) {
            builder.withLargeObject("picture");
        }
        return builder.build(users.entityManagers);
    }

    @Entity(name = "AppUser")
    static class User {
        @Id
        Long id;

        String name;
        String email;

        @jakarta.persistence.Column(length = PICTURE)
        byte[] picture;
    }

    static final class Users implements AutoCloseable {

        final RecordingDataSource statements;
        final EntityManagerFactory entityManagers;

        Users(Database database) {
            statements = new RecordingDataSource(database.dataSource());
            entityManagers = EntityManagerFactories.create(statements, User.class);
        }

        void fill() {
            Random random = new Random(1);
            read(em -> {
                for (long id = 1; id <= USERS; id++) {
                    User user = new User();
                    user.id = id;
                    user.name = "User number " + id;
                    user.email = "user." + id + "@example.org";
                    user.picture = new byte[PICTURE];
                    random.nextBytes(user.picture);
                    em.persist(user);
                }
                return true;
            });
        }

        <T> T read(Function<EntityManager, T> work) {
            return entityManagers.callInTransaction(work);
        }

        @Override
        public void close() {
            entityManagers.close();
        }
    }
}
