package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Names of queues of which one table would be made, in processes that do not know of each other. */
@ExtendWith(ServersExtension.class)
class SharedTablesTest {

    private static final String RULE = "has the table headroom_tickets_mail_x";

    @ParameterizedTest
    @EnumSource(DatabaseKind.class)
    void noOtherNameTakesTheTableOfAQueue(DatabaseKind kind, Servers servers) throws Exception {
        Database database = servers.database(kind);
        TestStore store = new TestStore(database);
        store.executeAll(DbSchedulerSchema.queueDdl(DbSchedulerSchema.Kind.valueOf(kind.name()), "mail.x"));
        try (DbSchedulerEngine first = store.engine();
                DbSchedulerEngine second = store.engine()) {
            Jobs owner = Jobs.on(first, TextCodec.TEXT);
            owner.enqueue(EngineBench.TEXT, "a", JobOptions.queue("mail.x"));
            Jobs other = Jobs.on(second, TextCodec.TEXT);
            for (String name : List.of("mail-x", "mail_x", "Mail.x")) {
                JobOptions options = JobOptions.queue(name);
                refuses(name, () -> other.enqueue(EngineBench.TEXT, "b", options));
                refuses(name, () -> {
                    try (Connection connection = store.dataSource.getConnection()) {
                        connection.setAutoCommit(false);
                        other.in(connection).enqueue(EngineBench.TEXT, "b", options);
                    }
                });
                refuses(
                        name,
                        () -> other.enqueue(
                                EngineBench.TEXT, "b", options.uniqueBy("u").concurrencyKey("k", 1)));
                refuses(
                        name,
                        () -> Worker.on(second, TextCodec.TEXT)
                                .queue(name, 1)
                                .handle(EngineBench.TEXT, (text, context) -> text)
                                .start());
                refuses(name, () -> store.builder().limit(name, 5).build());
            }
            assertThat(owner.list(JobQuery.all())).hasSize(1);
            assertThat(store.count("headroom_tickets_mail_x", "1 = 1")).isEqualTo(1);
        }
    }

    private static void refuses(String name, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("queue(\"" + name + "\")")
                .hasMessageContaining("\"mail.x\"")
                .hasMessageContaining(RULE);
    }
}
