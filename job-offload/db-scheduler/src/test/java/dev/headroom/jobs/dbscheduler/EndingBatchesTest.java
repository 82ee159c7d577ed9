package dev.headroom.jobs.dbscheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.contract.EngineBench;
import dev.headroom.jobs.contract.Waiting;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.jobs.model.JobStoreException;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.FaultMoment;
import dev.headroom.testsupport.RecordingDataSource;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Attempts that end while another one's end is being written are written together. */
@ExtendWith(ServersExtension.class)
class EndingBatchesTest {

    private TestStore store;

    /** The first is held by somebody, so that the others gather behind it. */
    private List<Claim> claims;

    @BeforeEach
    void claimFive(Servers servers) {
        store = new TestStore(servers.database(DatabaseKind.POSTGRESQL));
        try (DbSchedulerEngine engine = store.engine()) {
            List<Enqueued> jobs =
                    Jobs.on(engine, TextCodec.TEXT).enqueueAll(EngineBench.TEXT, Collections.nCopies(5, "a"));
            claims = jobs.stream().map(job -> Zombie.claim(store, job.id())).toList();
        }
    }

    /** An attempt that ends on a thread of its own. */
    private record Ends(Thread thread, FutureTask<Boolean> result) {

        static Ends start(EndingBatches batches, Claim claim, Ending ending) {
            FutureTask<Boolean> result = new FutureTask<>(() -> batches.finish(claim, ending));
            Thread thread = new Thread(result);
            thread.start();
            return new Ends(thread, result);
        }

        boolean isGathered() {
            return thread.getState() == Thread.State.WAITING;
        }

        boolean ended() throws InterruptedException, ExecutionException {
            return result.get();
        }
    }

    private static Ending succeeded(String result) {
        return Ending.succeeded(Optional.of(JobData.ofText(result)), Duration.ofMillis(7));
    }

    private Connection hold(Claim claim) throws SQLException {
        Connection connection = store.dataSource.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select id from headroom_jobs where id = '" + claim.id() + "' for update");
        }
        return connection;
    }

    private static void release(Connection connection) throws SQLException {
        connection.rollback();
        connection.close();
    }

    /** All but the first are there when the first is let go. */
    private List<Ends> together(DataSource dataSource, List<Claim> some, List<Ending> endings) throws SQLException {
        EndingBatches batches = TestStore.parts(dataSource).batches();
        Connection holder = hold(some.get(0));
        List<Ends> all = new ArrayList<>();
        all.add(Ends.start(batches, some.get(0), endings.get(0)));
        Waiting.until(
                () -> store.query("select 1 from pg_locks where not granted").isPresent());
        for (int next = 1; next < some.size(); next++) {
            Ends gathering = Ends.start(batches, some.get(next), endings.get(next));
            Waiting.until(gathering::isGathered);
            all.add(gathering);
        }
        release(holder);
        return all;
    }

    private JobStatus status(Claim claim) {
        return TestStore.parts(store.dataSource)
                .reads()
                .find(claim.id())
                .orElseThrow()
                .status();
    }

    @Test
    void keepHowFarTheyAre() throws Exception {
        JobProgress half = new JobProgress(1, 2, "half");
        List<Ending> endings = List.of(succeeded("0"), succeeded("1").progress(Optional.of(half)), succeeded("2"));

        for (Ends each : together(store.dataSource, claims.subList(0, 3), endings)) {
            assertThat(each.ended()).isTrue();
        }

        assertThat(status(claims.get(1)).progress()).isEqualTo(half);
        assertThat(status(claims.get(2)).progress()).isEqualTo(JobProgress.NONE);
    }

    @Test
    void writesThoseThatGatherByOneStatement() throws Exception {
        RecordingDataSource recorded = new RecordingDataSource(store.dataSource);
        Claim stale = new Claim(claims.get(4).id(), "default", claims.get(4).fence() - 1);
        List<Claim> some = List.of(claims.get(0), claims.get(1), claims.get(2), claims.get(3), stale);
        Ending dead =
                Ending.failed(JobState.DEAD, Optional.of(new JobProblem("kind", "message")), Duration.ofMillis(7));
        Ending cancelled = Ending.failed(JobState.CANCELLED, Optional.empty(), Duration.ofMillis(7));

        List<Ends> ends =
                together(recorded, some, List.of(succeeded("0"), succeeded("1"), dead, cancelled, succeeded("4")));

        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(ends.get(attempt).ended()).isTrue();
        }
        assertThat(ends.get(4).ended()).isFalse();
        assertThat(recorded.statements().stream()
                        .filter(statement -> statement.sql().contains("unnest")))
                .hasSize(1);
        assertThat(recorded.statements().stream()
                        .filter(statement -> statement.sql().contains("with ended")))
                .as("of the first, and of the one that owns nothing")
                .hasSize(2);
        assertEnded(dead);
    }

    private void assertEnded(Ending dead) {
        assertThat(status(claims.get(1)).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(TestStore.parts(store.dataSource)
                        .reads()
                        .find(claims.get(1).id())
                        .orElseThrow()
                        .result()
                        .map(JobData::text))
                .contains("1");
        assertThat(status(claims.get(1)).attempts()).isEqualTo(1);
        assertThat(status(claims.get(1)).times().started()).isPresent();
        assertThat(status(claims.get(1)).times().finished()).isPresent();
        assertThat(status(claims.get(2)).state()).isEqualTo(JobState.DEAD);
        assertThat(status(claims.get(2)).problem()).isEqualTo(dead.problem());
        assertThat(status(claims.get(3)).state()).isEqualTo(JobState.CANCELLED);
        assertThat(status(claims.get(4)).state()).isEqualTo(JobState.RUNNING);
        assertThat(store.count("headroom_tickets_default", "1 = 1")).isEqualTo(1);
        assertThat(store.count("headroom_jobs", "expires_at > finished_at")).isEqualTo(4);
    }

    @Test
    void waitsForNobodyWhoHoldsTheRowOfOneOfThem() throws Exception {
        Connection holder = hold(claims.get(2));
        List<Ends> ends = together(
                store.dataSource,
                claims.subList(0, 4),
                List.of(succeeded("0"), succeeded("1"), succeeded("2"), succeeded("3")));

        assertThat(ends.get(0).ended()).isTrue();
        assertThat(ends.get(1).ended()).isTrue();
        assertThat(ends.get(3).ended()).isTrue();
        assertThat(ends.get(2).result().isDone()).isFalse();
        release(holder);
        assertThat(ends.get(2).ended()).isTrue();
    }

    @Test
    void endsTheOthersIfTheValuesOfOneAreRefused() throws Exception {
        List<Ends> ends = together(
                store.dataSource,
                claims.subList(0, 4),
                List.of(succeeded("0"), succeeded("1"), succeeded("a\0b"), succeeded("3")));

        assertThat(ends.get(1).ended()).isTrue();
        assertThat(ends.get(3).ended()).isTrue();
        assertThatThrownBy(() -> ends.get(2).ended()).hasCauseInstanceOf(JobStoreException.class);
        assertThat(status(claims.get(2)).state()).isEqualTo(JobState.RUNNING);
    }

    /** It is not known then what was written, so that nobody is told that he has lost his job. */
    @Test
    void tellsAllOfThemIfTheStoreFails() throws Exception {
        EndingBatches batches = TestStore.parts(store.faults).batches();
        Connection holder = hold(claims.get(0));
        Ends first = Ends.start(batches, claims.get(0), succeeded("0"));
        Waiting.until(
                () -> store.query("select 1 from pg_locks where not granted").isPresent());
        Ends second = Ends.start(batches, claims.get(1), succeeded("1"));
        Waiting.until(second::isGathered);
        Ends third = Ends.start(batches, claims.get(2), succeeded("2"));
        Waiting.until(third::isGathered);
        store.faults.failAt(store.faults.calls() + 1, FaultMoment.AFTER);
        release(holder);

        assertThat(first.ended()).isTrue();
        assertThatThrownBy(second::ended).hasCauseInstanceOf(JobStoreException.class);
        assertThatThrownBy(third::ended).hasCauseInstanceOf(JobStoreException.class);
        assertThat(status(claims.get(1)).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(batches.finish(claims.get(3), succeeded("3"))).isTrue();
    }
}
