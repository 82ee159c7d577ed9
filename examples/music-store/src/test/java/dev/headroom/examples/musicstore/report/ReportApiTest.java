package dev.headroom.examples.musicstore.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reports over HTTP: as a request, and as a job that is asked for, looked at and cancelled. */
@ExtendWith(SharedStore.class)
class ReportApiTest {

    private static final String REPORTS = "/api/reports";

    private static final String SUMS = "select extract(month from invoice_date)::int as month,"
            + " sum(unit_price * quantity) as revenue from invoice_line join invoice using (invoice_id)"
            + " where extract(year from invoice_date) = ? group by 1 order by 1";

    private final RunningStore store;

    ReportApiTest(RunningStore store) {
        this.store = store;
    }

    @Test
    void aRequestIsAnsweredWithWhatTheDatabaseAddsUp() {
        HttpResponse<String> answer = store.get(REPORTS + "/revenue?year=2024&milliseconds=0");
        JsonNode report = json(answer);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertHasTheSumsOf2024(report);
    }

    private void assertHasTheSumsOf2024(JsonNode report) {
        List<String> expected = store.jdbc()
                .sql(SUMS)
                .param(2024)
                .query((row, number) -> row.getInt("month") + " " + row.getBigDecimal("revenue"))
                .list();
        List<String> sums = new ArrayList<>();
        report.path("months")
                .forEach(month -> sums.add(month.path("month").asInt() + " "
                        + month.path("revenue").asDecimal()));
        assertThat(expected).hasSize(12);
        assertThat(sums).isEqualTo(expected);
        assertThat(report.path("revenue").asDecimal())
                .isEqualByComparingTo(store.jdbc()
                        .sql("select sum(unit_price * quantity) from invoice_line join invoice using (invoice_id)"
                                + " where extract(year from invoice_date) = 2024")
                        .query(BigDecimal.class)
                        .single());
        assertThat(report.at("/months/0/bestGenre").asString())
                .isEqualTo(store.jdbc()
                        .sql("select genre.name from invoice_line l join invoice using (invoice_id) join track using"
                                + " (track_id) join genre using (genre_id) where invoice_date >= '2024-01-01' and"
                                + " invoice_date < '2024-02-01' group by 1"
                                + " order by sum(l.unit_price * quantity) desc, 1 limit 1")
                        .query(String.class)
                        .single());
    }

    @Test
    void aRequestHoldsItsConnectionAllTheTimeAndAJobForItsSumsOnly() {
        JsonNode request = store.json(REPORTS + "/revenue?milliseconds=600");
        JsonNode job = ended(store.post(REPORTS + "?milliseconds=600")).path("result");

        assertThat(request.path("year").asInt()).isEqualTo(2025);
        assertThat(request.path("connectionMilliseconds").asDouble()).isGreaterThan(600);
        assertThat(job.path("connectionMilliseconds").asDouble())
                .isLessThan(request.path("connectionMilliseconds").asDouble());
        assertThat(job.path("revenue")).isEqualTo(request.path("revenue"));
    }

    @Test
    void aJobIsAnsweredAtOnceWithItsAddress() {
        HttpResponse<String> accepted = store.post(REPORTS + "?year=2024&milliseconds=300");
        JsonNode job = json(accepted);

        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.headers().firstValue("Location"))
                .hasValue(REPORTS + "/" + job.path("id").asString());
        assertThat(accepted.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(accepted.headers().firstValue("Preference-Applied")).isEmpty();
        assertThat(job.path("result").isNull()).isTrue();

        JsonNode ended = ended(accepted);
        assertThat(ended.path("state").asString()).isEqualTo("SUCCEEDED");
        assertThat(ended.path("attempts").asInt()).isOne();
        assertThat(ended.path("finished").asString())
                .isGreaterThan(ended.path("created").asString());
        assertHasTheSumsOf2024(ended.path("result"));
    }

    @Test
    void aClientThatPrefersToWaitGetsTheReport() {
        HttpResponse<String> answer =
                store.send("POST", REPORTS + "?year=2024&milliseconds=100", "Prefer", "respond-async, wait=15");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=15");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
        assertHasTheSumsOf2024(json(answer).path("result"));
    }

    @Test
    void aClientThatDoesNotWantToWaitLongerGetsTheAddress() {
        HttpResponse<String> answer = store.send("POST", REPORTS + "?milliseconds=10000", "Prefer", "wait=1");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.headers().firstValue("Preference-Applied")).hasValue("wait=1");
        store.send("DELETE", address(answer));
        ended(answer);
    }

    @Test
    void aRunningJobSaysHowFarItIsAndIsCancelled() {
        HttpResponse<String> accepted = store.post(REPORTS + "?milliseconds=10000");
        String address = address(accepted);
        JsonNode running = until(address, job -> job.at("/progress/done").asInt() > 0);

        assertThat(running.path("state").asString()).isEqualTo("RUNNING");
        assertThat(running.at("/progress/total").asInt()).isEqualTo(12);
        assertThat(running.at("/progress/note").asString()).isIn("February", "March", "April", "May");

        HttpResponse<String> cancelled = store.send("DELETE", address);
        assertThat(cancelled.statusCode()).isEqualTo(202);
        assertThat(cancelled.headers().firstValue("Retry-After")).hasValue("1");
        JsonNode ended = ended(accepted);
        assertThat(ended.path("state").asString()).isEqualTo("CANCELLED");
        assertThat(ended.path("result").isNull()).isTrue();
        assertThat(store.send("DELETE", address).statusCode()).isEqualTo(200);
    }

    @Test
    void aFullQueueRefusesMoreAndSaysWhenToTryAgain() {
        List<String> accepted = new ArrayList<>();
        HttpResponse<String> refused = fill(accepted);

        assertThat(accepted).isNotEmpty();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After").orElseThrow()).matches("[1-9]\\d*");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(refused.body())
                .contains("\"code\":\"QUEUE_FULL\"", "\"type\":\"/problems.html#queue-full\"")
                .contains("20 reports are waiting, and no more may. Try again in ");

        Collections.reverse(accepted); // the last one waits
        HttpResponse<String> cancelled = store.send("DELETE", accepted.get(0));
        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(json(cancelled).path("state").asString()).isEqualTo("CANCELLED");

        accepted.forEach(address -> store.send("DELETE", address));
        accepted.forEach(this::ended);
        store.send("DELETE", address(acceptedAgain()));
    }

    /** Until one is not accepted. */
    private HttpResponse<String> fill(List<String> addresses) {
        HttpResponse<String> answer = store.post(REPORTS + "?milliseconds=10000");
        while (answer.statusCode() == 202) {
            addresses.add(address(answer));
            assertThat(addresses)
                    .hasSizeLessThanOrEqualTo(ReportEngineConfiguration.MOST_WAITING + ReportWorker.AT_ONCE);
            answer = store.post(REPORTS + "?milliseconds=10000");
        }
        return answer;
    }

    private HttpResponse<String> acceptedAgain() {
        return await("a queue that is empty")
                .atMost(Duration.ofSeconds(30))
                .until(() -> store.post(REPORTS + "?milliseconds=0"), answer -> answer.statusCode() == 202);
    }

    private static String address(HttpResponse<String> accepted) {
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void whatHasEndedIsNotCancelled() {
        HttpResponse<String> made = store.send("POST", REPORTS + "?milliseconds=0", "Prefer", "wait=15");
        HttpResponse<String> refused = store.send("DELETE", address(made));

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("\"code\":\"ENDED\"");
    }

    @ParameterizedTest
    @CsvSource({"GET", "DELETE"})
    void anUnknownReportIsNotFoundAndAMalformedIdIsRefused(String method) {
        HttpResponse<String> unknown = store.send(method, REPORTS + "/" + UUID.randomUUID());
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(unknown.body()).contains("\"code\":\"UNKNOWN_REPORT\"", "POST /api/reports begins another.");

        HttpResponse<String> malformed = store.send(method, REPORTS + "/4711");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(malformed.body()).contains("\"code\":\"INVALID_ID\"");
    }

    @ParameterizedTest
    @CsvSource({
        "milliseconds=-1, 'milliseconds is -1, and must be between 0 and 10000.'",
        "milliseconds=10001, 'milliseconds is 10001, and must be between 0 and 10000.'",
        "year=1899, 'year is 1899, and must be between 1900 and 2999.'",
        "year=last, year"
    })
    void refusesWhatIsOutOfRange(String parameters, String detail) {
        for (HttpResponse<String> refused :
                List.of(store.post(REPORTS + "?" + parameters), store.get(REPORTS + "/revenue?" + parameters))) {
            assertThat(refused.statusCode()).isEqualTo(400);
            assertThat(refused.body()).contains(detail);
        }
    }

    private JsonNode ended(HttpResponse<String> accepted) {
        return ended(address(accepted));
    }

    private JsonNode ended(String address) {
        return until(address, job -> !job.path("finished").isNull());
    }

    private JsonNode until(String address, Predicate<JsonNode> state) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        JsonNode looked = store.json(address);
        while (!state.test(looked)) {
            assertThat(System.nanoTime()).as(looked.toString()).isLessThan(end);
            looked = store.json(address);
        }
        return looked;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return new JsonMapper().readTree(answer.body());
    }
}
