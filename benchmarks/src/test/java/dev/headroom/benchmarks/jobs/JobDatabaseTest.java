package dev.headroom.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.benchmarks.Results;
import dev.headroom.testsupport.Database;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That what jobs cost the server is counted, and what counting costs is not. */
@ExtendWith(ServersExtension.class)
class JobDatabaseTest {

    private static JobPool pool;
    private static JobDatabase database;
    private static JobContender floor;

    @BeforeAll
    static void open(Servers servers) throws SQLException {
        Database server = servers.database(DatabaseKind.POSTGRESQL);
        pool = new JobPool(server);
        database = new JobDatabase(server);
        floor = HandWrittenJobs.all(pool).get(0);
    }

    @AfterAll
    static void close() {
        database.close();
        pool.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear(floor);
    }

    @Test
    void countsStatementsAndWhatIsWrittenAhead() throws Exception {
        ServerCosts before = ServerCosts.now(database);
        floor.producer().enqueueWithOrder(0);
        floor.producer().enqueueWithOrder(1);
        database.orders();
        ServerCosts costs = ServerCosts.now(database).minus(before);

        assertThat(floor.name()).isEqualTo(Results.FLOOR);
        assertThat(costs.statements()).isEqualTo(4);
        assertThat(costs.walBytes()).isBetween(400L, 100_000L);
        assertThat(database.orders()).isEqualTo(2);
        assertThat(database.unfinished(floor)).isEqualTo(2);
    }

    @Test
    void countsRowsThatASnapshotKeeps() throws Exception {
        floor.producer().enqueueAll(Batch.of(10));
        try (Connection snapshot = database.openSnapshot()) {
            assertThat(snapshot.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
            database.execute("update floor_job set attempt = attempt + 1");
            database.execute("update floor_job set attempt = attempt + 1");
            database.execute("vacuum floor_job");

            assertThat(database.deadRows(floor)).isEqualTo(20);
        }
        database.execute("vacuum floor_job");
        assertThat(database.deadRows(floor)).isZero();
    }

    @Test
    void leavesABacklogThatIsNotDue() throws Exception {
        database.fill(floor, 50);

        assertThat(database.unfinished(floor)).isZero();
        assertThat(database.number("select count(*) from floor_job where state = 0 and run_at > now()"))
                .isEqualTo(50);
        assertThat(database.number("select count(*) from floor_job where state = 2"))
                .isEqualTo(50);
        String settings = "select count(reloptions) from pg_class where relname = 'floor_job'";
        assertThat(database.number(settings)).isEqualTo(1);

        database.empty(floor);

        assertThat(database.number("select count(*) from floor_job")).isZero();
        assertThat(database.number(settings)).isZero();
    }
}
