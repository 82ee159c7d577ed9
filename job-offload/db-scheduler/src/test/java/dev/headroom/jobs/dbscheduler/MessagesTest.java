package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobStoreException;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What failures of the store say: what happened, and what to do. */
@ExtendWith(ServersExtension.class)
class MessagesTest {

    private static void says(ThrowingCallable call, String what, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOf(JobStoreException.class)
                .hasMessageStartingWith(what)
                .hasMessageContainingAll(parts)
                .message()
                .doesNotContain("null");
    }

    private static HikariDataSource pool(Database database, boolean readOnly) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(database.url());
        config.setUsername(database.user());
        config.setPassword(database.password());
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(1_000);
        config.setConnectionInitSql(readOnly ? "set default_transaction_read_only = on" : null);
        return new HikariDataSource(config);
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void ofAPoolThatHasNoConnection(DatabaseKind kind, Servers servers) throws Exception {
        Database database = servers.database(kind);
        assertThat(new TestStore(database).kind).isEqualTo(kind);
        HikariDataSource pool = pool(database, false);
        try (DbSchedulerEngine engine = TestStore.builder(pool).build()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            try (Connection one = pool.getConnection();
                    Connection two = pool.getConnection()) {
                says(() -> jobs.list(JobQuery.all()), "list: ", "gave no connection", "enlarge it");
                assertThat(one).isNotSameAs(two);
            }
            pool.close();
            says(() -> jobs.enqueue(EngineBench.TEXT, "a"), "enqueue: ", "gave no connection");
            says(() -> TestStore.builder(pool).build(), "DbSchedulerEngine.build(): ", "gave no connection");
        } finally {
            pool.close();
        }
    }

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void ofTablesOfAnotherVersion(DatabaseKind kind, Servers servers) throws Exception {
        TestStore store = new TestStore(servers.database(kind));
        store.execute("alter table headroom_jobs drop column progress_note");
        try (DbSchedulerEngine engine = store.engine()) {
            says(() -> engine.store().list(JobQuery.all()), "list: ", "a column is missing", "DbSchedulerSchema.ddl(");
        }
    }

    @Test
    void ofTextThatPostgresqlDoesNotStore(Servers servers) throws Exception {
        TestStore store = new TestStore(servers.database(DatabaseKind.POSTGRESQL));
        try (DbSchedulerEngine engine = store.engine()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            assertThatThrownBy(() -> jobs.enqueue(EngineBench.TEXT, "a\0b"))
                    .isInstanceOf(InvalidJobException.class)
                    .hasMessageStartingWith("encode(String)")
                    .hasMessageContaining("the character 0");
        }
    }

    @Test
    void ofAServerThatOnlyReads(Servers servers) throws Exception {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        assertThat(new TestStore(database).kind).isEqualTo(DatabaseKind.POSTGRESQL);
        try (HikariDataSource reading = pool(database, true);
                DbSchedulerEngine engine = TestStore.builder(reading).build()) {
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            says(() -> jobs.enqueue(EngineBench.TEXT, "a"), "enqueue: ", "only reads", "primary");
        }
    }

    @Test
    void ofATransactionThatHadFailedBefore(Servers servers) throws Exception {
        TestStore store = new TestStore(servers.database(DatabaseKind.POSTGRESQL));
        try (DbSchedulerEngine engine = store.engine();
                Connection connection = store.dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThatThrownBy(() -> statement.execute("select 1 / 0")).isInstanceOf(SQLException.class);
            Jobs jobs = Jobs.on(engine, TextCodec.TEXT);
            says(
                    () -> jobs.in(connection).enqueue(EngineBench.TEXT, "a"),
                    "enqueue: ",
                    "failed before",
                    "Roll it back");
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    @Test
    void ofValuesOfTheBuilder(Servers servers) {
        DbSchedulerEngine.Builder builder =
                DbSchedulerEngine.on(servers.database(DatabaseKind.H2).dataSource());
        Duration century = Duration.ofDays(36_500L * 100);
        assertThatThrownBy(() -> builder.pollInterval(century))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("pollInterval(")
                .hasMessageContaining("from 10 milliseconds to 1 day");
        assertThatThrownBy(() -> builder.heartbeat(Duration.ZERO)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> builder.limit(Optional.<String>empty().orElse(null), 5))
                .hasMessageContaining("queue");
        assertThatThrownBy(() -> builder.limit("a b", 5))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("queue(\"a b\")");
    }
}
