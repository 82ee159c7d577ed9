package dev.headroom.jobs.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.jackson.Orders.Card;
import dev.headroom.jobs.jackson.Orders.Order;
import dev.headroom.jobs.jackson.Orders.Payment;
import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.testsupport.DocumentedSamples;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What becomes of payloads that are stored as JSON, and of text that other releases have stored. */
class JacksonJobCodecTest {

    private static final JobCodec CODEC = JacksonJobCodec.standard();

    record Report(int year, @Nullable String title) {}

    record Measured(Instant at, BigDecimal amount) {}

    record Prices(Map<String, Integer> byCustomer) {}

    record Raw(@JsonRawValue String text) {}

    @Test
    void whatIsWrittenIsReadAgain() {
        long seed = Long.getLong("headroom.seed", 1);
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            Order order = Orders.random(random);
            String text = CODEC.encode(order);

            assertThat(text).as("seed " + seed).doesNotContain("\0");
            assertThat(CODEC.decode(text, Order.class)).as("seed " + seed).isEqualTo(order);
        }
    }

    @Test
    void theTextIsPlainJson() {
        Measured measured = new Measured(Instant.parse("2026-01-02T03:04:05.000000006Z"), new BigDecimal("1.10"));

        assertThat(CODEC.encode(measured)).isEqualTo("{\"at\":\"2026-01-02T03:04:05.000000006Z\",\"amount\":1.10}");
        assertThat(CODEC.decode(CODEC.encode(measured), Measured.class)).isEqualTo(measured);
        assertThat(CODEC.encode(new Report(2026, null))).isEqualTo("{\"year\":2026,\"title\":null}");
    }

    @Test
    void aSealedPayloadIsWrittenWithItsName() {
        assertThat(CODEC.encode(new Card("t"))).isEqualTo("{\"@type\":\"card\",\"token\":\"t\"}");
        assertThat(CODEC.decode("{\"@type\":\"card\",\"token\":\"t\"}", Payment.class))
                .isEqualTo(new Card("t"));
        assertThatThrownBy(() -> CODEC.decode("{\"@type\":\"cash\"}", Payment.class))
                .isInstanceOf(InvalidJobException.class);
    }

    @Test
    void aCharacterZeroIsEscaped() {
        String text = CODEC.encode(new Report(1, "a\0b"));

        assertThat(text).isEqualTo("{\"year\":1,\"title\":\"a\\u0000b\"}");
        assertThat(CODEC.decode(text, Report.class)).isEqualTo(new Report(1, "a\0b"));
    }

    @Test
    void aCharacterZeroThatIsWrittenRawIsRefused() {
        assertThatThrownBy(() -> CODEC.encode(new Raw("\"\0\"")))
                .isInstanceOf(InvalidJobException.class)
                .hasMessage("encode(Raw): the text has a character 0, which PostgreSQL does not store."
                        + " Do not write values raw.");
    }

    /** While a release is rolled out, workers of the old one read what the new one enqueues. */
    @Test
    void propertiesOfLaterReleasesAreIgnored() {
        String later = "{\"year\":2026,\"format\":{\"pages\":[1]},\"title\":\"t\"}";
        JsonMapper strict = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();

        assertThat(CODEC.decode(later, Report.class)).isEqualTo(new Report(2026, "t"));
        assertThat(JacksonJobCodec.of(strict).decode(later, Report.class)).isEqualTo(new Report(2026, "t"));
    }

    @Test
    void ofEarlierReleasesANumberIsNotMadeUp() {
        assertThat(CODEC.decode("{\"year\":2026}", Report.class)).isEqualTo(new Report(2026, null));
        assertThatThrownBy(() -> CODEC.decode("{\"title\":\"t\"}", Report.class))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("$.year");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "secret",
                "{\"year\":2026",
                "{\"year\":2026} {\"year\":2027}",
                "{\"year\":\"secret\"}",
                "{\"year\":null}",
                "{\"year\":99999999999}"
            })
    void textThatDoesNotFitIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> CODEC.decode(text, Report.class))
                .isInstanceOf(InvalidJobException.class)
                .hasNoCause()
                .hasMessageStartingWith("decode(Report) at $")
                .hasMessageContaining("add an upcast")
                .message()
                .doesNotContain("secret", "9999");
    }

    @Test
    void aRefusalNamesThePlace() {
        String text = "{\"lines\":[{\"article\":\"a\",\"price\":1,\"parts\":[[1],[2,\"x\"]]}]}";

        assertThatThrownBy(() -> CODEC.decode(text, Order.class))
                .hasMessage("decode(Order) at $.lines[0].parts[1][1], column 52: InvalidFormatException."
                        + " The text does not fit. Raise the JobType's version and add an upcast, or let the class"
                        + " read it.");
        assertThatThrownBy(() -> CODEC.decode("{\"byCustomer\":{\"Mr Secret\":\"x\"}}", Prices.class))
                .hasMessageStartingWith("decode(Prices) at $.byCustomer[*], column ");
    }

    @Test
    void whatJacksonCannotWriteIsRefusedWithItsPlace() {
        record Cycle(List<Object> self) {}
        List<Object> self = new ArrayList<>();
        self.add(self);

        assertThatThrownBy(() -> CODEC.encode(new Cycle(self)))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageStartingWith("encode(Cycle) at $.self[0]")
                .hasMessageEndingWith("Jackson cannot write it. Use records of plain values.");
    }

    @Test
    void keepsWhatAMapperDoesButNoIndentation() {
        JsonMapper mapper = JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .propertyNamingStrategy(tools.jackson.databind.PropertyNamingStrategies.UPPER_CAMEL_CASE)
                .build();

        assertThat(JacksonJobCodec.of(mapper).encode(new Report(1, "t"))).isEqualTo("{\"Year\":1,\"Title\":\"t\"}");
    }

    /** The sample of the package. The engine keeps objects, but the unread result of another class goes through the codec. */
    @Test
    void jobsTakeIt() {
        DocumentedSamples samples = DocumentedSamples.inJavadoc(Path.of("src/main/java"));
        assertThat(samples.count()).isPositive();
        assertThat(samples.missingIn(Path.of("src/test/java/dev/headroom/jobs/jackson/JacksonJobCodecTest.java")))
                .isEmpty();
        try (InProcessEngine engine = InProcessEngine.builder().build()) {
            // spotless:off
            Jobs jobs = Jobs.on(engine, JacksonJobCodec.standard());
            // spotless:on
            JobType<Report, Void> type = JobType.of("report", Report.class, Void.class);
            JobId id = jobs.enqueue(type, new Report(2026, "t")).id();
            assertThat(engine.store().find(id).orElseThrow().payload().text())
                    .isEqualTo("{\"year\":2026,\"title\":\"t\"}");
        }
    }
}
