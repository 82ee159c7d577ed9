package dev.headroom.keyset.internal.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTypeTest {

    static Stream<Object> values() {
        return Stream.of(
                "",
                "Motörhead – 東京 🎸",
                "\u0000 trailing blank ",
                'ß',
                true,
                false,
                (byte) -128,
                (short) 32_767,
                0,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                0.1f,
                Float.MIN_VALUE,
                0.1,
                -0.0,
                Double.MAX_VALUE,
                Double.NaN,
                BigInteger.TWO.pow(200).negate(),
                new BigDecimal("1.10"),
                new BigDecimal("1.1"),
                new BigDecimal("-1E+30"),
                UUID.fromString("ffffffff-0000-1000-8000-0123456789ab"),
                Instant.parse("2026-11-21T09:12:34.123456789Z"),
                Instant.parse("-0044-03-15T00:00:00Z"),
                Instant.MAX,
                LocalDate.of(-1, 2, 28),
                LocalTime.of(23, 59, 59, 999_999_999),
                LocalDateTime.parse("2026-11-21T09:12:34.000000001"),
                OffsetDateTime.parse("2026-11-21T09:12:34Z"),
                Duration.ofSeconds(-1, 999_999_999),
                Year.of(2026),
                TimeUnit.DAYS,
                DayOfWeek.MONDAY);
    }

    @ParameterizedTest
    @MethodSource("values")
    void travelsExactly(Object value) throws IOException {
        assertThat(roundTrip(value)).isEqualTo(value);
    }

    @Test
    void carriesBytesAndFloatBitsExactly() throws IOException {
        assertThat(roundTrip(new byte[] {0, -1, 127})).isEqualTo(new byte[] {0, -1, 127});
        assertThat(Float.floatToRawIntBits((Float) roundTrip(-0.0f))).isEqualTo(Float.floatToRawIntBits(-0.0f));
    }

    @Test
    void keepsTheInstantOfAnOffsetDateTime() throws IOException {
        OffsetDateTime tokyo = OffsetDateTime.parse("2026-11-21T09:12:34.5+09:00");
        assertThat(((OffsetDateTime) roundTrip(tokyo)).toInstant()).isEqualTo(tokyo.toInstant());
    }

    @Test
    void boxesPrimitives() {
        assertThat(KeyType.of(int.class)).isEqualTo(KeyType.of(Integer.class)).isPresent();
        assertThat(KeyType.of(boolean.class)).isPresent();
    }

    @Test
    void knowsNoOtherTypes() {
        assertThat(KeyType.of(Object.class)).isEmpty();
        assertThat(KeyType.of(StringBuilder.class)).isEmpty();
        assertThat(KeyType.names()).contains("String", "BigDecimal", "byte[]", "enums");
    }

    @Test
    void allocatesNothingForALengthThatIsNotThere() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeInt(Integer.MAX_VALUE);
        KeyType<?> text = KeyType.of(String.class).orElseThrow();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertThatThrownBy(() -> text.read(in)).isInstanceOf(IOException.class);
    }

    private static Object roundTrip(Object value) throws IOException {
        KeyType<?> type = KeyType.of(
                        value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass())
                .orElseThrow();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        type.write(new DataOutputStream(bytes), value);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        Object read = type.read(in);
        assertThat(in.available()).isZero();
        return read;
    }
}
