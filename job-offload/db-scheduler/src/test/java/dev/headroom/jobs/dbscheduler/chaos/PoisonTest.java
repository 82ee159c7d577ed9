package dev.headroom.jobs.dbscheduler.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import dev.headroom.jobs.dbscheduler.DbSchedulerSchema;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A job that kills each process that runs it dies alone: those that ran beside it lose no attempt. */
@EnabledOnOs(OS.LINUX)
@ExtendWith(ServersExtension.class)
class PoisonTest {

    private static final int JOBS = 19;

    @TempDir
    Path logs;

    @Test
    void onlyTheJobThatKillsItsProcessDies(Servers servers) throws Exception {
        Database database = servers.database(DatabaseKind.POSTGRESQL);
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(DbSchedulerSchema.ddl(DbSchedulerSchema.Kind.POSTGRESQL, PoisonWorker.QUEUE));
        }
        List<String> arguments = List.of(database.url(), database.user(), database.password());
        try (DbSchedulerEngine engine =
                        DbSchedulerEngine.on(database.dataSource()).build();
                ChaosProcess process =
                        new ChaosProcess(List.of(), PoisonWorker.class, arguments, logs.resolve("worker.log"))) {
            Jobs jobs = Jobs.on(engine, new Numbers());
            List<JobId> ids = enqueue(jobs);

            Awaitility.await()
                    .atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> {
                        process.restartIfDead();
                        return jobs.list(JobQuery.all()).stream().allMatch(JobStatus::isEnd);
                    });

            JobStatus poison = jobs.status(ids.get(0)).orElseThrow();
            assertThat(poison.state()).isEqualTo(JobState.DEAD);
            assertThat(poison.attempts()).isEqualTo(PoisonWorker.ATTEMPTS);
            assertThat(poison.problem().orElseThrow().kind()).isEqualTo("crashed");
            assertThat(ids.subList(1, JOBS)).allSatisfy(id -> {
                JobStatus other = jobs.status(id).orElseThrow();
                assertThat(other.state()).isEqualTo(JobState.SUCCEEDED);
                assertThat(other.attempts()).isEqualTo(1);
            });
        }
    }

    private static List<JobId> enqueue(Jobs jobs) {
        List<Integer> numbers = IntStream.range(0, JOBS).boxed().toList();
        return jobs.enqueueAll(PoisonWorker.WORK, numbers, JobOptions.queue(PoisonWorker.QUEUE)).stream()
                .map(Enqueued::id)
                .toList();
    }
}
