package dev.headroom.benchmarks.keyset;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.cursor.CursorCodecs;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to protect a cursor, beside base64 alone. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CursorBenchmark {

    /** Which codec. */
    @Param({"floor", "signed", "sealed"})
    public String codec = "floor";

    private final byte[] position = new byte[40];
    private CursorCodec cursors = new Base64Cursors();
    private String cursor = "";

    /** Makes the codec and a cursor to read. */
    @Setup
    public void prepare() {
        cursors = switch (codec) {
            case "signed" -> CursorCodecs.signed(new byte[32]);
            case "sealed" -> CursorCodecs.sealed(new byte[32]);
            default -> new Base64Cursors();
        };
        cursor = cursors.encode(position);
    }

    /** Makes a cursor. */
    @Benchmark
    public String encode() {
        return cursors.encode(position);
    }

    /** Reads a cursor. */
    @Benchmark
    public byte[] decode() {
        return cursors.decode(cursor);
    }

    private static final class Base64Cursors implements CursorCodec {

        @Override
        public String encode(byte[] position) {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(position);
        }

        @Override
        public byte[] decode(String cursor) {
            return Base64.getUrlDecoder().decode(cursor);
        }
    }
}
