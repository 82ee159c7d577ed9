package dev.headroom.examples.musicstore.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.examples.musicstore.RunningStore;
import dev.headroom.examples.musicstore.SharedStore;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The comparison of payments over HTTP. */
@ExtendWith(SharedStore.class)
class PaymentApiTest {

    private static final String ADDRESS = "/api/compare/payments";

    private final RunningStore store;

    PaymentApiTest(RunningStore store) {
        this.store = store;
    }

    @AfterEach
    void leavesNothingRunning() {
        ended();
    }

    @Test
    void makesPaymentsInBothWaysAndSaysWhatTheyTook() {
        HttpResponse<String> started = store.post(ADDRESS + "?payments=40&milliseconds=50");
        assertThat(started.statusCode()).isEqualTo(202);
        assertThat(started.body()).contains("\"running\":true");
        JsonNode ended = ended();

        assertThat(ended.path("problem").isNull()).isTrue();
        assertThat(ended.path("payments").asInt()).isEqualTo(40);
        assertThat(ended.path("milliseconds").asInt()).isEqualTo(50);
        assertThat(ended.path("done").asInt()).isEqualTo(80);
        assertThat(ended.at("/versioned/charges").asInt()).isEqualTo(40);
        assertThat(ended.at("/versioned/chargedTwice").asInt()).isZero();
        assertThat(ended.at("/rowLocks/charges").asInt()).isEqualTo(44);
        assertThat(ended.at("/rowLocks/chargedTwice").asInt()).isEqualTo(4);
        for (String way : new String[] {"versioned", "rowLocks"}) {
            JsonNode measurement = ended.path(way);
            double seconds = measurement.path("seconds").asDouble();
            assertThat(measurement.path("paid").asInt()).isEqualTo(40);
            assertThat(measurement.path("received").asDouble()).isEqualTo(39.6);
            assertThat(measurement.path("perSecond").asDouble()).isEqualTo(40 / seconds);
        }
        // 44 charges by 8 connections.
        assertThat(ended.at("/rowLocks/seconds").asDouble()).isGreaterThan(44 * 0.05 / 8);
        assertThat(ended.at("/rowLocks/connections/milliseconds").asDouble()).isGreaterThan(45);
        assertThat(ended.at("/versioned/connections/milliseconds").asDouble())
                .isLessThan(ended.at("/rowLocks/connections/milliseconds").asDouble());
    }

    @Test
    void makesThemOnceAtATime() {
        store.post(ADDRESS + "?milliseconds=50");
        HttpResponse<String> second = store.post(ADDRESS + "?milliseconds=1");

        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(second.body())
                .contains("\"code\":\"RUNNING\"", "\"type\":\"/problems.html#running\"")
                .contains("Payments are being made already. Wait until they have ended");
        assertThat(ended().path("milliseconds").asInt()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "payments=0, 'payments is 0, and must be between 1 and 100.'",
        "payments=101, 'payments is 101, and must be between 1 and 100.'",
        "milliseconds=0, 'milliseconds is 0, and must be between 1 and 2000.'",
        "milliseconds=2001, 'milliseconds is 2001, and must be between 1 and 2000.'",
        "payments=many, payments"
    })
    void refusesWhatWouldTakeTooLong(String parameters, String detail) {
        HttpResponse<String> refused = store.post(ADDRESS + "?" + parameters);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(detail);
    }

    private JsonNode ended() {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        JsonNode progress = store.json(ADDRESS);
        while (progress.path("running").asBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            progress = store.json(ADDRESS);
        }
        return progress;
    }
}
