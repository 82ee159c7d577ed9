package dev.headroom.keyset.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.InvalidCursorException.Reason;
import dev.headroom.keyset.cursor.CursorCodecs;
import dev.headroom.testsupport.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CursorCodecsTest {

    private static final byte[] POSITION = "name=Zooropa;id=42".getBytes(StandardCharsets.UTF_8);

    static List<CursorCodec> codecs() {
        return List.of(CursorCodecs.signed(secret(1)), CursorCodecs.sealed(secret(1)));
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void givesBackThePosition(CursorCodec codec) {
        assertThat(codec.decode(codec.encode(POSITION))).isEqualTo(POSITION);
        assertThat(codec.decode(codec.encode(new byte[0]))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void needsNoEscapingInAUrl(CursorCodec codec) {
        for (int length = 0; length < 40; length++) {
            assertThat(codec.encode(new byte[length])).matches("[A-Za-z0-9_-]+");
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void refusesEveryChangedCharacter(CursorCodec codec) {
        String cursor = codec.encode(POSITION);
        for (int at = 0; at < cursor.length(); at++) {
            for (char other : new char[] {'A', 'B', '_', '-', '0'}) {
                if (cursor.charAt(at) != other) {
                    String changed = cursor.substring(0, at) + other + cursor.substring(at + 1);
                    assertThat(reasonFor(codec, changed))
                            .as("character %d as %s", at, other)
                            .isIn(Reason.TAMPERED, Reason.VERSION, Reason.MALFORMED);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void refusesEveryTruncation(CursorCodec codec) {
        String cursor = codec.encode(POSITION);
        for (int length = 0; length < cursor.length(); length++) {
            assertThat(reasonFor(codec, cursor.substring(0, length))).isIn(Reason.TAMPERED, Reason.MALFORMED);
        }
        assertThat(reasonFor(codec, cursor + "A")).isIn(Reason.TAMPERED, Reason.MALFORMED);
        assertThat(reasonFor(codec, cursor + "=")).isEqualTo(Reason.MALFORMED);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void refusesTextThatIsNoCursor(CursorCodec codec) {
        for (String text : List.of("", " ", "null", "ä", "%00", "' or 1=1 --", "AAAA\nAAAA")) {
            assertThat(reasonFor(codec, text)).as(text).isIn(Reason.MALFORMED, Reason.VERSION);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void refusesTenKilobytesBeforeReadingThem(CursorCodec codec) {
        assertThat(reasonFor(codec, "A".repeat(10_240))).isEqualTo(Reason.TOO_LONG);
        assertThat(reasonFor(codec, "A".repeat(1025))).isEqualTo(Reason.TOO_LONG);
        assertThat(reasonFor(codec, "A".repeat(1024))).isNotEqualTo(Reason.TOO_LONG);
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void refusesAFormatOfAnotherRelease(CursorCodec codec) {
        byte[] bytes = Base64.getUrlDecoder().decode(codec.encode(POSITION));
        bytes[0] = 2;
        assertThat(reasonFor(codec, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)))
                .isEqualTo(Reason.VERSION);
    }

    @Test
    void retiresKeysByRotation() {
        for (var make :
                List.<java.util.function.Function<byte[][], CursorCodec>>of(CursorCodecs::signed, CursorCodecs::sealed)) {
            CursorCodec old = make.apply(new byte[][] {secret(1)});
            CursorCodec both = make.apply(new byte[][] {secret(2), secret(1)});
            CursorCodec fresh = make.apply(new byte[][] {secret(2)});

            assertThat(both.decode(old.encode(POSITION))).isEqualTo(POSITION);
            assertThat(fresh.decode(both.encode(POSITION))).isEqualTo(POSITION);
            assertThat(reasonFor(fresh, old.encode(POSITION))).isEqualTo(Reason.TAMPERED);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void expires(CursorCodec codec) {
        SettableClock clock = SettableClock.at("2026-11-21T12:00:00.5Z");
        CursorCodec expiring = CursorCodecs.expiring(codec, Duration.ofMinutes(5), clock);
        String cursor = expiring.encode(POSITION);

        clock.advance(Duration.ofMinutes(5));
        assertThat(expiring.decode(cursor)).isEqualTo(POSITION);
        clock.advance(Duration.ofSeconds(1));
        assertThat(reasonFor(expiring, cursor)).isEqualTo(Reason.EXPIRED);
        assertThat(reasonFor(expiring, codec.encode(new byte[3]))).isEqualTo(Reason.MALFORMED);
        assertThatThrownBy(() -> CursorCodecs.expiring(codec, Duration.ZERO, clock)).hasMessageContaining("at least a second");
    }

    @Test
    void keepsItsOwnCopyOfASecret() {
        byte[] secret = secret(1);
        CursorCodec codec = CursorCodecs.signed(secret);
        String before = codec.encode(POSITION);
        Arrays.fill(secret, (byte) 0);
        assertThat(codec.encode(POSITION)).isEqualTo(before);
    }

    @Test
    void sealsSoThatNothingCanBeRead() {
        CursorCodec codec = CursorCodecs.sealed(secret(1));
        byte[] bytes = Base64.getUrlDecoder().decode(codec.encode(POSITION));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("Zooropa");
        assertThat(codec.encode(POSITION)).isNotEqualTo(codec.encode(POSITION));
    }

    @Test
    void refusesAWeakSecret() {
        assertThatThrownBy(() -> CursorCodecs.signed(new byte[31]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("31 bytes")
                .hasMessageContaining("at least 32");
        assertThatThrownBy(() -> CursorCodecs.sealed(new byte[31])).hasMessageContaining("16, 24 or 32");
        assertThatThrownBy(CursorCodecs::signed).hasMessageContaining("needs a key");
        assertThatThrownBy(CursorCodecs::sealed).hasMessageContaining("needs a key");
    }

    @Test
    void saysInTheMessageWhatToDoButNotWhatTheCursorWas() {
        InvalidCursorException refused = catchThrowableOfType(
                InvalidCursorException.class, () -> codecs().get(0).decode("c2VjcmV0"));
        assertThat(refused)
                .hasMessageContaining("pass on the cursor of a page unchanged")
                .hasMessageNotContaining("c2VjcmV0");
        assertThat(Stream.of(Reason.values()).map(InvalidCursorException::new))
                .allSatisfy(exception -> assertThat(exception.getMessage())
                        .startsWith("The cursor ")
                        .endsWith("(" + exception.reason() + ")."));
    }

    private static byte[] secret(int seed) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) seed);
        return secret;
    }

    private static Reason reasonFor(CursorCodec codec, String cursor) {
        return catchThrowableOfType(InvalidCursorException.class, () -> codec.decode(cursor))
                .reason();
    }
}
