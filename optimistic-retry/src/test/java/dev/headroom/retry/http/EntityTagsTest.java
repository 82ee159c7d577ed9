package dev.headroom.retry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EntityTagsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.000001Z");

    static Stream<Arguments> versions() {
        UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        return Stream.of(
                Arguments.of(7, "\"7\""),
                Arguments.of(7L, "\"7\""),
                Arguments.of((short) 7, "\"7\""),
                Arguments.of(-1, "\"-1\""),
                Arguments.of(NOON, "\"2026-01-01T12:00:00.000001Z\""),
                Arguments.of(
                        OffsetDateTime.parse("2026-01-01T14:00:00.000001+02:00"), "\"2026-01-01T12:00:00.000001Z\""),
                Arguments.of(Timestamp.from(NOON), "\"2026-01-01T12:00:00.000001Z\""),
                Arguments.of(LocalDateTime.parse("2026-01-01T12:00"), "\"2026-01-01T12:00\""),
                Arguments.of(uuid, "\"f81d4fae-7dec-11d0-a765-00a0c91e6bf6\""),
                Arguments.of("", "\"\""),
                Arguments.of("v1.2", "\"v1.2\""),
                Arguments.of("a\"b,c;d%e\r\n", "\"a%22b%2Cc%3Bd%25e%0D%0A\""),
                Arguments.of("é☃", "\"%C3%A9%E2%98%83\""));
    }

    @ParameterizedTest
    @MethodSource("versions")
    void writesVersions(Object version, String tag) {
        assertThat(EntityTags.of(version)).isEqualTo(tag);
        assertThat(IfMatch.parse(tag).matches(version)).isTrue();
    }

    @Test
    void tellsVariantsApart() {
        assertThat(EntityTags.of(7, "json")).isEqualTo("\"7;json\"");
        assertThat(EntityTags.of("7;json"))
                .isNotEqualTo(EntityTags.of(7, "json"))
                .isNotEqualTo(EntityTags.of("7", ";json"));
        assertThat(EntityTags.of(7, "json,xml")).isEqualTo("\"7;json%2Cxml\"");
    }

    @Test
    void writesDifferentTagsForDifferentTexts() {
        long seed = 6;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String one = text(random);
            String other = text(random);
            assertThat(EntityTags.of(one).equals(EntityTags.of(other)))
                    .as("%s and %s of seed %d", one, other, seed)
                    .isEqualTo(one.equals(other));
        }
    }

    /** Two characters, so that many are the same. */
    private static String text(Random random) {
        String alphabet = "a%2C;,";
        return Stream.generate(() -> alphabet.charAt(random.nextInt(alphabet.length())))
                .limit(2)
                .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                .toString();
    }

    @Test
    void refusesOtherTypes() {
        assertThatThrownBy(() -> EntityTags.of(BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.math.BigDecimal")
                .hasMessageContaining("Give one of these");
    }
}
