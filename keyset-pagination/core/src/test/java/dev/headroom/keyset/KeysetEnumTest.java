package dev.headroom.keyset;

import static dev.headroom.keyset.SortKey.asc;
import static dev.headroom.keyset.SortKey.desc;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Enums in columns of every kind: walked as the database sorts them, or refused. */
@ExtendWith(ServersExtension.class)
class KeysetEnumTest {

    private static final int ROWS = 9;

    /** A text in a column that only takes some. */
    @Entity
    static class WrittenTask {

        @Id
        Long id;

        @Column(nullable = false, columnDefinition = "ENUM('NEW', 'OPEN', 'DONE')")
        String state;
    }

    private static final String DECLARED_ORDER = "enum('NEW', 'OPEN', 'DONE') not null";

    @ParameterizedTest
    @EnumSource
    void walksEnumsThatAreTextOrNumbers(DatabaseKind kind, Servers servers) {
        try (EntityManagerFactory factory = tasks(servers.database(kind))) {
            assertWalks(factory, Task.class, List.of("byNumber", "asText", "asVarchar"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "H2"})
    void walksEnumsOfATypeOfTheirOwn(DatabaseKind kind, Servers servers) throws SQLException {
        Database database = servers.database(kind);
        try (EntityManagerFactory factory = tasks(database)) {
            if (kind == DatabaseKind.H2) {
                run(database, "alter table Task alter column byName " + DECLARED_ORDER);
            }
            assertWalks(factory, Task.class, List.of("byName", "review.verdict"));
        }
    }

    @Test
    void walksNamedEnumsOfPostgresql(Servers servers) {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        try (EntityManagerFactory factory = filled(database, NamedTask.class, id -> new NamedTask(id, state(id)))) {
            assertWalks(factory, NamedTask.class, List.of("state"));
        }
    }

    @Test
    void refusesEnumColumnsOfMariadb(Servers servers) {
        try (EntityManagerFactory factory = tasks(servers.database(DatabaseKind.MARIADB))) {
            assertThatThrownBy(() -> keyset(factory, Task.class, desc("byName")))
                    .isInstanceOf(InvalidKeysetException.class)
                    .hasMessage("Sort key \"byName desc\" of Task is a column of the type enum(…),"
                            + " which this database sorts by number and compares as text, so that rows would be lost: make it a"
                            + " varchar, and map it with @JdbcTypeCode(SqlTypes.VARCHAR).");
            assertThatThrownBy(() -> keyset(factory, Task.class, asc("review.verdict")))
                    .isInstanceOf(InvalidKeysetException.class);
            assertThatThrownBy(() -> keyset(
                            factory,
                            Task.class,
                            SortKey.<Task, Task.State>asc("state", Task.State.class, (task, cb) -> task.get("byName"))))
                    .as("an expression, whose column is not known")
                    .isInstanceOf(InvalidKeysetException.class)
                    .hasMessageContaining("name the attribute");
        }
    }

    @Test
    void refusesATextThatIsDeclaredAsAnEnumOfMariadb(Servers servers) {
        Database database = servers.database(DatabaseKind.MARIADB);
        try (EntityManagerFactory factory = EntityManagerFactories.create(database.dataSource(), WrittenTask.class)) {
            assertThatThrownBy(() -> keyset(factory, WrittenTask.class, asc("state")))
                    .isInstanceOf(InvalidKeysetException.class)
                    .hasMessageContaining("enum(…)");
        }
    }

    /** Why they are refused. The mapping calls this column a text, so that nothing warns of it. */
    @Test
    void losesRowsOfAnEnumColumnOnMariadb(Servers servers) throws SQLException {
        Database database = servers.database(DatabaseKind.MARIADB);
        try (EntityManagerFactory factory = tasks(database)) {
            run(database, "alter table Task modify asVarchar " + DECLARED_ORDER);
            List<Long> sorted = sorted(factory, Task.class, asc("asVarchar"));
            assertThat(sorted).hasSize(ROWS);
            assertThat(walk(factory, Task.class, true, asc("asVarchar")))
                    .hasSizeLessThan(ROWS)
                    .isNotEqualTo(sorted);
        }
    }

    private static <T> void assertWalks(EntityManagerFactory factory, Class<T> entity, List<String> paths) {
        for (String path : paths) {
            for (SortKey key : List.of(asc(path), desc(path))) {
                List<Long> sorted = sorted(factory, entity, key);
                assertThat(sorted).hasSize(ROWS);
                assertThat(walk(factory, entity, true, key))
                        .as("forward %s", key)
                        .isEqualTo(sorted);
                assertThat(walk(factory, entity, false, key))
                        .as("backward %s", key)
                        .isEqualTo(sorted);
            }
        }
    }

    private static EntityManagerFactory tasks(Database database) {
        return filled(database, Task.class, id -> new Task(id, state(id)));
    }

    private static EntityManagerFactory filled(Database database, Class<?> entity, LongFunction<Object> row) {
        EntityManagerFactory factory = EntityManagerFactories.create(database.dataSource(), entity);
        factory.runInTransaction(em -> {
            for (long id = 1; id <= ROWS; id++) {
                em.persist(row.apply(id));
            }
        });
        return factory;
    }

    private static Task.State state(long id) {
        return List.of(Task.State.values()).get((int) id % 3);
    }

    private static void run(Database database, String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static <T> Keyset<T> keyset(EntityManagerFactory factory, Class<T> entity, SortKey key) {
        return Keyset.of(entity, key).cursors(SongStore.CURSORS).build(factory);
    }

    private static <T> List<Long> walk(EntityManagerFactory factory, Class<T> entity, boolean forward, SortKey key) {
        Keyset<T> keyset = keyset(factory, entity, key);
        List<Long> ids = new ArrayList<>();
        factory.runInTransaction(em -> {
            KeysetQuery<T, Long> query =
                    keyset.query(em).select((row, cb) -> List.of(row.get("id")), values -> (Long) values[0]);
            Optional<KeysetRequest> request = Optional.of(forward ? KeysetRequest.first(2) : KeysetRequest.last(2));
            while (request.isPresent()) {
                KeysetPage<Long> page = query.page(request.get());
                ids.addAll(forward ? ids.size() : 0, page.content());
                assertThat(ids).as("a walk that does not end").hasSizeLessThanOrEqualTo(ROWS);
                request = forward ? page.next() : page.previous();
            }
        });
        return ids;
    }

    private static List<Long> sorted(EntityManagerFactory factory, Class<?> entity, SortKey key) {
        String direction = key.ascending() ? " asc" : " desc";
        return factory.callInTransaction(em -> em.createQuery(
                        "select t.id from " + entity.getSimpleName() + " t order by t." + key.path() + direction
                                + ", t.id" + direction,
                        Long.class)
                .getResultList());
    }
}
