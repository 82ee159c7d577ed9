package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.EachDatabase;
import dev.headroom.testsupport.EntityManagerFactories;
import dev.headroom.testsupport.RecordedStore;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Version;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What the server refuses reaches the caller as the failure that it is; only what nobody has answered is unknown. */
@EachDatabase
class RefusalsTest {

    @Parameter
    Office office;

    static final class Office extends RecordedStore {
        final Database database;

        Office(Database database) {
            super(database, Form.class);
            this.database = database;
        }
    }

    @Entity(name = "Form")
    static class Form {
        @Id
        Long id;

        @Version
        int version;

        @Column(length = 20)
        @Nullable String title;

        int pages;

        @ColumnTransformer(write = "cast(? as integer) / 0")
        @Nullable Integer ratio;

        @ColumnTransformer(write = "sum(cast(? as integer)) over ()")
        @Nullable Integer unsupported;

        @ColumnTransformer(write = "no_such_function(?)")
        @Nullable Integer wrong;
    }

    @BeforeParameterizedClassInvocation
    static void create(Office office) {
        List<String> trigger = switch (office.kind) {
            case POSTGRESQL ->
                List.of(
                        "create function refuse() returns trigger language plpgsql as $$ begin"
                                + " if new.title = 'refused' then raise exception 'refused' using errcode = '45000'; end if;"
                                + " if new.title = 'killed' then perform pg_terminate_backend(pg_backend_pid()); end if;"
                                + " return new; end $$",
                        "create trigger refusing before update on Form for each row execute function refuse()");
            case H2 -> List.of();
            case MARIADB ->
                List.of("create trigger refusing before update on Form for each row begin"
                        + " if new.title = 'refused' then signal sqlstate '45000' set message_text = 'refused'; end if;"
                        + " if new.title = 'general' then signal sqlstate 'HY000' set message_text = 'general'; end if;"
                        + " end");
        };
        office.write(em -> trigger.forEach(sql -> execute(em, sql)));
        office.write(em -> execute(em, "alter table Form add constraint few check (pages < 10)"));
    }

    private static void execute(EntityManager em, String sql) {
        em.unwrap(org.hibernate.Session.class).doWork(connection -> {
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    @BeforeEach
    void fill() {
        office.write(em -> {
            em.createQuery("delete from Form").executeUpdate();
            em.createNativeQuery("insert into Form (id, version, pages) values (1, 0, 1)")
                    .executeUpdate();
        });
    }

    private Outcome set(String attribute, Object value) {
        return VersionedUpdates.of(office.entityManagers)
                .policy(RetryPolicy.standard().attempts(2).backoff(Backoff.none()))
                .build()
                .update(Form.class, 1L)
                .compute((form, patch) -> patch.set(attribute, value));
    }

    private void assertRefused(String attribute, Object value) {
        assertThatThrownBy(() -> set(attribute, value))
                .as("%s = %s", attribute, value)
                .isInstanceOf(PersistenceException.class);
        assertThat(office.<Object>read(
                        em -> em.createNativeQuery("select version from Form").getSingleResult()))
                .isEqualTo(0);
    }

    @Test
    void ofATrigger() {
        if (office.kind != DatabaseKind.H2) { // whose triggers are classes
            assertRefused("title", "refused");
        }
    }

    @Test
    void ofATriggerWithoutAState() {
        if (office.kind == DatabaseKind.MARIADB) {
            assertRefused("title", "general");
        }
    }

    /** H2 answers with its code 50100. */
    @Test
    void ofWhatIsNotSupported() {
        assertRefused("unsupported", 1);
    }

    @Test
    void ofAConstraint() {
        assertRefused("pages", 10);
    }

    @Test
    void ofWhatIsTooLong() {
        assertRefused("title", "x".repeat(21));
    }

    @Test
    void ofADivisionByZero() {
        if (office.kind != DatabaseKind.MARIADB) { // which makes it null, and warns
            assertRefused("ratio", 1);
        }
    }

    @Test
    void ofUnknownFunctions() {
        assertRefused("wrong", 1);
    }

    /** Nothing was sent: the pool had no connection. */
    @Test
    void ofAPoolThatIsEmpty() {
        EmptyPool pool = new EmptyPool(office.database.dataSource());
        try (EntityManagerFactory entityManagers = EntityManagerFactories.open(pool.dataSource(), Form.class)) {
            VersionedUpdate<Form> update =
                    VersionedUpdates.of(entityManagers).build().update(Form.class, 1L);
            assertThatThrownBy(() -> update.compute((form, patch) -> {
                        pool.empty = true;
                        return patch.set("title", "nobody sees it");
                    }))
                    .isInstanceOf(PersistenceException.class);
        }
    }

    private static final class EmptyPool {
        private final DataSource full;
        private volatile boolean empty;

        EmptyPool(DataSource full) {
            this.full = full;
        }

        DataSource dataSource() {
            return (DataSource) Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, arguments) -> {
                        if (empty && method.getName().equals("getConnection")) {
                            throw new SQLTransientConnectionException("no connection within 30 s");
                        }
                        return method.invoke(full, arguments);
                    });
        }
    }

    /** Nobody answers: the server has ended the connection. */
    @Test
    void areNoneIfTheConnectionIsKilled() {
        if (office.kind == DatabaseKind.POSTGRESQL) {
            assertThat(set("title", "killed")).isInstanceOf(Outcome.Unknown.class);
        }
    }
}
