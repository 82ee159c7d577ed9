package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.Worker;
import dev.headroom.jobs.dbscheduler.chaos.Numbers;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The samples of the guide that need a database. */
@ExtendWith(ServersExtension.class)
class DurableGuideSamplesTest {

    private static final JobType<Integer, Integer> DOUBLE = JobType.of("double", Integer.class, Integer.class);

    @Test
    void runTheTextOfTheGuide(Servers servers) throws Exception {
        DataSource dataSource = servers.database(DatabaseKind.POSTGRESQL).dataSource();
        // spotless:off
        String ddl = DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.POSTGRESQL, "default", "reports");
        // spotless:on
        execute(dataSource, ddl);
        // spotless:off
        DbSchedulerEngine engine = DbSchedulerEngine.on(dataSource).limit("reports", 10_000).build();
        // spotless:on
        Jobs jobs = Jobs.on(engine, new Numbers());
        try (engine;
                Worker worker = Worker.on(engine, new Numbers())
                        .queue("default", 2)
                        .handle(DOUBLE, (number, context) -> 2 * number)
                        .start()) {
            var id = jobs.enqueue(DOUBLE, 21).id();
            assertThat(jobs.await(id, Duration.ofSeconds(20)).map(JobStatus::state))
                    .hasValue(JobState.SUCCEEDED);
            assertThat(jobs.result(DOUBLE, id)).hasValue(42);
            assertThat(worker.running()).isZero();
        }
    }

    private static void execute(DataSource dataSource, String statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }
}
