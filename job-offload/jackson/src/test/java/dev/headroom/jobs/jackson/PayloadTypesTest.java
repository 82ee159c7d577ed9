package dev.headroom.jobs.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.model.InvalidJobException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Payloads come back equal, or are refused when they are written. */
class PayloadTypesTest {

    private static final JacksonJobCodec CODEC = JacksonJobCodec.standard();

    record Moments(Instant instant, OffsetDateTime offsetDateTime, ZonedDateTime zonedDateTime) {}

    record Days(LocalDate date, LocalTime time, LocalDateTime dateTime, OffsetTime offsetTime, Year year) {}

    record Calendar(YearMonth yearMonth, MonthDay monthDay, DayOfWeek weekday, Month month) {}

    record Spans(Duration duration, Period period, ZoneId zone, ZoneOffset offset) {}

    record Numbers(BigDecimal decimal, BigInteger integer, long whole, double real, float brief, char letter) {}

    record Nested(String name, @Nullable Nested inner, List<Nested> others) {}

    record Maps(
            Map<String, BigDecimal> texts, Map<DayOfWeek, Integer> enums, Map<UUID, Nested> objects, Set<String> set) {}

    record Options(Optional<String> text, Optional<Nested> record, OptionalInt number, OptionalLong longNumber) {}

    record Others(
            UUID uuid,
            URI uri,
            Locale locale,
            boolean flag,
            @Nullable Integer boxed,
            @Nullable String text) {}

    @SuppressWarnings("ArrayRecordComponent") // as payloads have them
    record Bytes(byte[] bytes) {}

    private static <T> void comesBack(T value) {
        comesBack(CODEC, value);
    }

    @SuppressWarnings("unchecked")
    private static <T> void comesBack(JacksonJobCodec codec, T value) {
        assertThat(codec.decode(codec.encode(value), (Class<T>) value.getClass()))
                .isEqualTo(value);
    }

    @Test
    void times() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        ZonedDateTime repeated = ZonedDateTime.ofInstant(Instant.parse("2026-10-25T01:30:00.000000001Z"), berlin);
        for (Instant instant : new Instant[] {
            Instant.EPOCH,
            Instant.MIN,
            Instant.MAX,
            Instant.parse("2026-03-29T01:00:00.123456789Z"),
            Instant.parse("-0044-03-15T12:00:00Z"),
            Instant.parse("+12345-01-01T00:00:00Z")
        }) {
            comesBack(new Moments(instant, OffsetDateTime.MIN, repeated));
        }
        comesBack(new Moments(Instant.EPOCH, OffsetDateTime.MAX, repeated.withEarlierOffsetAtOverlap()));
        comesBack(new Moments(
                Instant.EPOCH,
                OffsetDateTime.parse("2026-03-29T02:30:00+05:45"),
                ZonedDateTime.parse("2026-01-01T00:00-03:00")));
        comesBack(new Days(LocalDate.MIN, LocalTime.MIN, LocalDateTime.MIN, OffsetTime.MIN, Year.of(Year.MIN_VALUE)));
        comesBack(new Days(LocalDate.MAX, LocalTime.MAX, LocalDateTime.MAX, OffsetTime.MAX, Year.of(Year.MAX_VALUE)));
        comesBack(new Days(
                LocalDate.parse("0000-02-29"),
                LocalTime.parse("23:59:59.999999999"),
                LocalDateTime.parse("1582-10-10T00:00"),
                OffsetTime.parse("00:00+14:00"),
                Year.of(0)));
        comesBack(new Calendar(YearMonth.of(-1, 12), MonthDay.of(2, 29), DayOfWeek.SUNDAY, Month.FEBRUARY));
        comesBack(new Spans(
                Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Period.of(-1, 13, 40), berlin, ZoneOffset.MAX));
        comesBack(new Spans(
                Duration.ofSeconds(Long.MIN_VALUE),
                Period.ZERO,
                ZoneId.of("+01:00"),
                ZoneOffset.ofHoursMinutesSeconds(-1, -2, -3)));
    }

    @Test
    void timesWhateverTheMapperSays() {
        JsonMapper adjusting = JsonMapper.builder()
                .enable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
                .disable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        comesBack(
                JacksonJobCodec.of(adjusting),
                new Moments(
                        Instant.EPOCH,
                        OffsetDateTime.parse("2026-03-29T02:30:00+05:45"),
                        ZonedDateTime.parse("2026-03-29T03:30+02:00[Europe/Berlin]")));
    }

    /** Of an earlier release, before zones were written. */
    @Test
    void olderTimesAreRead() {
        Moments old = CODEC.decode(
                "{\"instant\":\"1970-01-01T00:00:00Z\",\"offsetDateTime\":\"2026-03-29T02:30:00+02:00\","
                        + "\"zonedDateTime\":\"2026-03-29T02:30:00+02:00\"}",
                Moments.class);
        assertThat(old.zonedDateTime().toInstant()).isEqualTo(Instant.parse("2026-03-29T00:30:00Z"));
    }

    @Test
    void numbers() {
        for (String decimal :
                List.of("0", "0.00", "1.10", "-1E+1000", "1E-1000", "123456789012345678901234567890.1234567890")) {
            comesBack(new Numbers(new BigDecimal(decimal), BigInteger.TWO.pow(3_000), Long.MIN_VALUE, -0.0, 0.1f, 'ä'));
        }
        comesBack(
                new Numbers(BigDecimal.ONE, BigInteger.ONE, Long.MAX_VALUE, Double.NaN, Float.NEGATIVE_INFINITY, '\0'));
        comesBack(new Numbers(BigDecimal.ONE, BigInteger.ONE, 0, Double.MIN_VALUE, Float.MAX_VALUE, '"'));
    }

    @Test
    void recordsMapsAndOptions() {
        Nested inner = new Nested("\u0000 \\ \" \u2028 \uD83D\uDE00", null, List.of());
        comesBack(new Nested("", inner, List.of(inner, new Nested("x", inner, List.of()))));
        comesBack(new Maps(
                Map.of("", new BigDecimal("1.10"), "a.b", BigDecimal.ZERO),
                new EnumMap<>(Map.of(DayOfWeek.MONDAY, 1)),
                Map.of(new UUID(1, 2), inner),
                Set.of("a", "b", "c")));
        comesBack(new Options(Optional.of(""), Optional.of(inner), OptionalInt.of(0), OptionalLong.of(Long.MIN_VALUE)));
        comesBack(new Options(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalLong.empty()));
        comesBack(new Others(new UUID(-1, 1), URI.create("urn:a:b"), Locale.forLanguageTag("de-AT"), true, 7, "t"));
        comesBack(new Others(new UUID(0, 0), URI.create(""), Locale.ROOT, false, null, null));
        byte[] bytes = {0, -1, 127, -128};
        assertThat(CODEC.decode(CODEC.encode(new Bytes(bytes)), Bytes.class).bytes())
                .isEqualTo(bytes);
    }

    record Unwritable(Object value) {}

    @Test
    void whatCannotBeWrittenIsRefused() {
        assertThatThrownBy(() -> CODEC.encode(new Unwritable(new Object() {
                    @SuppressWarnings({"unused", "EffectivelyPrivate"}) // Jackson calls it
                    public int getTrouble() {
                        throw new IllegalStateException("secret");
                    }
                })))
                .isInstanceOf(InvalidJobException.class)
                .hasMessageContaining("$.value.trouble")
                .hasMessageNotContaining("secret");
    }
}
