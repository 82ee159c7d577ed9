package dev.headroom.keyset.cursor;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.InvalidCursorException.Reason;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;

/** Puts the second in which a cursor expires before its position, under the protection of another codec. */
final class ExpiringCursors implements CursorCodec {

    private final CursorCodec codec;
    private final Duration lifetime;
    private final InstantSource clock;

    ExpiringCursors(CursorCodec codec, Duration lifetime, InstantSource clock) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("Cursors that expire after " + lifetime
                    + " cannot be used: give them at least a second, or as long as a reader may take over a page.");
        }
        this.codec = codec;
        this.lifetime = lifetime;
        this.clock = clock;
    }

    @Override
    public String encode(byte[] position) {
        long expiry = clock.instant().plus(lifetime).getEpochSecond();
        return codec.encode(ByteBuffer.allocate(Long.BYTES + position.length)
                .putLong(expiry)
                .put(position)
                .array());
    }

    @Override
    public byte[] decode(String cursor) {
        return decode(cursor, MAX_LENGTH);
    }

    @Override
    public byte[] decode(String cursor, int longest) {
        byte[] bytes = codec.decode(cursor, longest);
        if (bytes.length < Long.BYTES) {
            throw new InvalidCursorException(Reason.MALFORMED);
        }
        if (clock.instant().getEpochSecond() > ByteBuffer.wrap(bytes).getLong()) {
            throw new InvalidCursorException(Reason.EXPIRED);
        }
        return Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
    }
}
