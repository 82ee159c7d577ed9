package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.engine.QueueSpec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How many jobs PostgreSQL's claims take at a time, and when they look for more. */
@ExtendWith(ServersExtension.class)
@Timeout(120)
class ClaimBudgetClaimsTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private TestStore store;

    @BeforeEach
    void open(Servers servers) {
        store = new TestStore(servers.database(DatabaseKind.POSTGRESQL));
    }

    /** The store does not answer those who end; others of the queue run meanwhile, but never more at once. */
    @Test
    void runsHandlersWhileOthersWaitForTheirEndings() throws Exception {
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(store.dataSource)
                        .pollInterval(NEVER)
                        .build();
                Connection holder = store.dataSource.getConnection()) {
            List<JobId> ids = ClaimRunner.enqueue(engine, 30, JobOptions.standard());
            holder.setAutoCommit(false);
            try (Statement statement = holder.createStatement()) {
                statement.execute("select id from headroom_jobs for update");
            }
            ClaimRunner runner = new ClaimRunner(engine, new CountDownLatch(0));
            engine.subscribe(new QueueSpec("default", 3), runner);
            Waiting.until(() -> runner.begun.size() >= 6);
            holder.commit();
            Waiting.until(() -> store.count("headroom_jobs", "state = 'SUCCEEDED'") == ids.size());
            assertThat(runner.most).hasValueLessThanOrEqualTo(3);
        }
    }

    @Test
    void claimsNoMoreThanItRunsAtOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(store.dataSource)
                .pollInterval(Duration.ofMillis(20))
                .build()) {
            List<JobId> ids = ClaimRunner.enqueue(engine, 10, JobOptions.standard());
            ClaimRunner runner = new ClaimRunner(engine, go);
            engine.subscribe(new QueueSpec("default", 3), runner);
            Waiting.until(() -> runner.running.get() == 3);
            ClaimRunner others = new ClaimRunner(engine, new CountDownLatch(0));
            engine.subscribe(new QueueSpec("default", 1), others);
            Waiting.until(() -> store.count("headroom_jobs", "state = 'SUCCEEDED'") == ids.size() - 3);
            go.countDown();
            Waiting.until(() -> store.count("headroom_jobs", "state = 'SUCCEEDED'") == ids.size());
            assertThat(runner.most).hasValue(3);
        }
    }

    /** A poll would come after an hour. */
    @Test
    void findsWhatIsCommittedAfterItHasLooked() throws Exception {
        RecordingDataSource recorded = new RecordingDataSource(store.dataSource);
        try (DbSchedulerEngine engine =
                        DbSchedulerEngine.on(recorded).pollInterval(NEVER).build();
                Connection connection = store.dataSource.getConnection()) {
            ClaimRunner runner = new ClaimRunner(engine, new CountDownLatch(0));
            engine.subscribe(new QueueSpec("default", 3), runner);
            Waiting.until(() -> claims(recorded) == 1);
            connection.setAutoCommit(false);
            Jobs.on(engine, TextCodec.TEXT).in(connection).enqueue(EngineBench.TEXT, "a");
            Waiting.until(() -> claims(recorded) == 3);
            connection.commit();

            Waiting.until(() -> !runner.begun.isEmpty());
        }
    }

    private static long claims(RecordingDataSource recorded) {
        return recorded.statements().stream()
                .filter(statement -> statement.sql().contains("recursive"))
                .count();
    }
}
