package dev.headroom.examples.musicstore.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.dbscheduler.DbSchedulerEngine;
import dev.headroom.jobs.jackson.JacksonJobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stores that end and start again, and stores that share a database: reports belong to the database. */
@ExtendWith(SharedStore.class)
class SharedReportsTest {

    private static final String LONG_REPORT = "/api/reports?year=2024&milliseconds=8000";

    private static final String LOADS =
            "select 1 from pg_locks where relation = 'data_origin'::regclass and not granted";
    private static final String WAITS = "select 1 from headroom_jobs where state = 'READY'";

    private final RunningStore server;

    SharedReportsTest(RunningStore server) {
        this.server = server;
    }

    private static RunningStore startOn(String database) {
        return RunningStore.start(
                "--spring.datasource.url=" + database,
                "--spring.datasource.hikari.minimum-idle=1",
                "--store.scale=2000",
                "--logging.level.root=error");
    }

    @Test
    void aReportOutlivesItsStore() {
        String database = server.newDatabaseUrl("ended_and_started");
        String address;
        JsonNode january;
        try (RunningStore store = startOn(database)) {
            address = address(store.post(LONG_REPORT));
            until(store, address, job -> job.at("/progress/done").asInt() > 1);
            january = january(store);
        }
        try (RunningStore store = startOn(database)) {
            JsonNode ended = until(store, address, SharedReportsTest::isEnd);

            assertThat(ended.path("state").asString()).isEqualTo("SUCCEEDED");
            assertThat(ended.path("attempts").asInt())
                    .as("that the store ended is not the report's fault")
                    .isOne();
            assertThat(ended.at("/result/months/0"))
                    .as("what was added up is not added up again")
                    .isEqualTo(january);
            assertThat(ended.at("/result/revenue")).isEqualTo(revenue(store));
        }
    }

    private static JsonNode january(RunningStore store) {
        String kept = store.jdbc()
                .sql("select result from headroom_job_steps where step = 'month-1'")
                .query(String.class)
                .single();
        return new JsonMapper().readTree(kept);
    }

    @Test
    void aReportThatWaitsForItsStoreIsMadeOfTheStoresData() throws Exception {
        DriverManagerDataSource database = (DriverManagerDataSource) server.newDatabase("not_started");
        Flyway.configure().dataSource(database).load().migrate();
        JobId waiting = enqueueWithoutStore(database);
        CompletableFuture<RunningStore> starting;
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table data_origin in share row exclusive mode"); // as a store that loads does
            starting = CompletableFuture.supplyAsync(() -> startOn(database.getUrl()));
            JdbcClient jdbc = JdbcClient.create(database);
            await("the load of the data").atMost(Duration.ofMinutes(1)).until(() -> is(jdbc, LOADS));
            await("the report").during(Duration.ofSeconds(2)).until(() -> is(jdbc, WAITS));
        }
        try (RunningStore store = starting.get()) {
            JsonNode ended = until(store, "/api/reports/" + waiting, SharedReportsTest::isEnd);

            assertThat(ended.at("/result/revenue").asDouble()).isPositive();
            assertThat(ended.at("/result/revenue")).isEqualTo(revenue(store));
        }
    }

    private static JobId enqueueWithoutStore(DataSource database) {
        try (DbSchedulerEngine engine = DbSchedulerEngine.on(database).build()) {
            return Jobs.on(engine, JacksonJobCodec.standard())
                    .enqueue(ReportJobs.TYPE, new ReportRequest(2024, 0), JobOptions.queue(ReportJobs.QUEUE))
                    .id();
        }
    }

    private static boolean is(JdbcClient jdbc, String condition) {
        return jdbc.sql("select exists (" + condition + ")")
                .query(Boolean.class)
                .single();
    }

    private static JsonNode revenue(RunningStore store) {
        return store.json("/api/reports/revenue?year=2024&milliseconds=0").path("revenue");
    }

    @Test
    void storesOnOneDatabaseShareReports() {
        String database = server.newDatabaseUrl("shared");
        try (RunningStore one = startOn(database);
                RunningStore other = startOn(database)) {
            List<String> addresses = Stream.generate(() -> address(one.post(LONG_REPORT)))
                    .limit(2 * ReportWorker.AT_ONCE)
                    .toList();

            for (String address : addresses) { // more than one store makes at once
                until(other, address, job -> job.path("state").asString().equals("RUNNING"));
            }
            for (String address : addresses) {
                assertThat(other.send("DELETE", address).statusCode()).isEqualTo(202);
            }
            for (String address : addresses) {
                assertThat(until(one, address, SharedReportsTest::isEnd)
                                .path("state")
                                .asString())
                        .isEqualTo("CANCELLED");
            }
        }
    }

    private static String address(HttpResponse<String> accepted) {
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    private static boolean isEnd(JsonNode job) {
        return !job.path("finished").isNull();
    }

    private static JsonNode until(RunningStore store, String address, Predicate<JsonNode> state) {
        return await(address)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> store.json(address), state);
    }
}
