package dev.headroom.retry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link IfMatch} and {@link IfNoneMatch}: the examples of RFC 9110, and what others may send. */
class IfMatchTest {

    /** Header, version, If-Match, If-None-Match; sections 8.8.3.2, 13.1.1 and 13.1.2. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "`\"xyzzy\"`                            | xyzzy    | true  | true",
                "`\"xyzzy\", \"r2d2xxxx\", \"c3piozzzz\"` | r2d2xxxx | true  | true",
                "`\"xyzzy\", \"r2d2xxxx\", \"c3piozzzz\"` | luke     | false | false",
                "`*`                                    | xyzzy    | true  | true",
                "`*`                                    | none     | false | false",
                "` * `                                  | xyzzy    | true  | true",
                "`\"xyzzy\"`                            | none     | false | false",
                "`W/\"xyzzy\"`                          | xyzzy    | false | true",
                "`W/\"xyzzy\", W/\"r2d2xxxx\"`          | r2d2xxxx | false | true",
                "`W/\"1\"`                              | 2        | false | false",
                "`\"1\"`                                | 1        | true  | true",
                "`\"1;json\"`                           | 1        | false | false",
                "`\"*\"`                                | xyzzy    | false | false",
                "`,, \"1\" ,\t, \"2\",`                 | 2        | true  | true",
                "`\"1\",\"2\"`                          | 2        | true  | true",
                "`\"a,\\b\",\"2\"`                      | 2        | true  | true",
                "``                                     | 1        | false | false",
                "`,`                                    | 1        | false | false"
            })
    void comparesTags(String header, String version, boolean ifMatch, boolean ifNoneMatch) {
        assertThat(IfMatch.parse(header).matches(version)).isEqualTo(ifMatch);
        assertThat(IfNoneMatch.parse(header).matches(version)).isEqualTo(ifNoneMatch);
    }

    @Test
    void comparesVariants() {
        String tag = EntityTags.of(7, "json");
        assertThat(IfMatch.parse(tag).matches(7, "json")).isTrue();
        assertThat(IfMatch.parse(tag).matches(7, "xml")).isFalse();
        assertThat(IfMatch.parse("W/" + tag).matches(7, "json")).isFalse();
        assertThat(IfNoneMatch.parse("W/" + tag).matches(7, "json")).isTrue();
        assertThat(IfNoneMatch.parse("W/" + tag).matches(8, "json")).isFalse();
        assertThat(IfNoneMatch.parse("*").matches(null, "json")).isFalse();
        assertThat(IfMatch.parse("*").matches(null, "json")).isFalse();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of("7", 0),
                Arguments.of("\"7", 0),
                Arguments.of("  \"", 2),
                Arguments.of("W/", 2),
                Arguments.of("w/\"7\"", 0),
                Arguments.of("W /\"7\"", 0),
                Arguments.of("W/ \"7\"", 2),
                Arguments.of("W/\"7", 2),
                Arguments.of("*,", 1),
                Arguments.of("* \"7\"", 2),
                Arguments.of("\"7\", *", 5),
                Arguments.of("\"7\" \"8\"", 4),
                Arguments.of("\"7\"8", 3),
                Arguments.of("\"7\";", 3),
                Arguments.of("\"a b\"", 2),
                Arguments.of("\"a\tb\"", 2),
                Arguments.of("\"a\u0000b\"", 2),
                Arguments.of("\"a\u007Fb\"", 2),
                Arguments.of("\"a\r\nSet-Cookie: b\"", 2),
                Arguments.of("\"\u2603\"", 1),
                Arguments.of("\uD83D\uDE00", 0),
                Arguments.of("\u00A0\"7\"", 0));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void saysWhereAHeaderIsWrong(String header, int offset) {
        InvalidEntityTagException refused =
                catchThrowableOfType(InvalidEntityTagException.class, () -> IfMatch.parse(header));
        assertThat(refused.offset()).isEqualTo(offset);
        assertThat(refused.header()).isEqualTo("If-Match");
        assertThat(refused).hasMessageStartingWith("If-Match, offset " + offset + ": ");
        assertThatThrownBy(() -> IfNoneMatch.parse(header))
                .isInstanceOf(InvalidEntityTagException.class)
                .hasMessageStartingWith("If-None-Match, offset " + offset + ": ");
    }

    @Test
    void takesBytesAboveAscii() {
        assertThat(IfMatch.parse("\"\u0080\u00FF\"").tags()).containsExactly("\"\u0080\u00FF\"");
    }

    @Test
    void limitsLengthAndCount() {
        String longest = '"' + "x".repeat(8_190) + '"';
        assertThat(IfMatch.parse(longest).tags()).containsExactly(longest);
        refuses(longest + ' ', "more than 8192 characters");
        refuses("\"".repeat(1 << 20), "more than 8192 characters");

        String most = String.join(
                ",", IntStream.range(0, 100).mapToObj(EntityTags::of).toList());
        assertThat(IfMatch.parse(most).tags()).hasSize(100);
        refuses(most + ",\"100\"", "more than 100 tags");
        assertThat(IfMatch.parse(",".repeat(8_192)).tags()).isEmpty();
    }

    private static void refuses(String header, String rule) {
        assertThatThrownBy(() -> IfMatch.parse(header))
                .isInstanceOf(InvalidEntityTagException.class)
                .hasMessageContaining(rule)
                .message()
                .hasSizeLessThan(200);
    }

    static Stream<Arguments> readable() {
        UUID uuid = UUID.fromString("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        return Stream.of(
                Arguments.of(Integer.class, 7),
                Arguments.of(int.class, Integer.MIN_VALUE),
                Arguments.of(Long.class, 7L),
                Arguments.of(long.class, Long.MAX_VALUE),
                Arguments.of(Short.class, (short) 7),
                Arguments.of(short.class, (short) -7),
                Arguments.of(Instant.class, Instant.parse("2026-01-01T12:00:00.000001Z")),
                Arguments.of(LocalDateTime.class, LocalDateTime.parse("2026-01-01T12:00")),
                Arguments.of(UUID.class, uuid));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsAVersion(Class<?> type, Object version) {
        assertThat(version(type, EntityTags.of(version))).isEqualTo(Optional.of(version));
        assertThat(version(type, EntityTags.of(version, "json"))).isEqualTo(Optional.of(version));
        assertThat(version(type, "W/" + EntityTags.of(version))).isEmpty();
        assertThat(version(type, EntityTags.of(version) + ',' + EntityTags.of(version)))
                .isEmpty();
        for (String other : List.of("*", "", "\"\"", "\";\"", "\"x\"", "\"1-1-1-1-1\"", "\"07\"", "\"+7\"")) {
            assertThat(version(type, other)).as(other).isEmpty();
        }
    }

    private static Optional<?> version(Class<?> type, String header) {
        return IfMatch.parse(header).version(type);
    }

    @Test
    void readsNoVersionThatDoesNotFit() {
        assertThat(version(short.class, "\"32768\"")).isEmpty();
        assertThat(version(int.class, "\"2147483648\"")).isEmpty();
        assertThat(version(long.class, '"' + "9".repeat(8_000) + '"')).isEmpty();
        assertThatThrownBy(() -> version(BigDecimal.class, "*"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.math.BigDecimal");
    }
}
