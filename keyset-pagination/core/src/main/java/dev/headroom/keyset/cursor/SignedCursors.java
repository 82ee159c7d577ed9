package dev.headroom.keyset.cursor;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.InvalidCursorException.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;

/** Position, then the first half of its HMAC-SHA-256. */
final class SignedCursors implements CursorCodec {

    private static final int MAC_LENGTH = 16;

    private final List<Key> keys;

    SignedCursors(List<Key> keys) {
        this.keys = keys;
    }

    @Override
    public String encode(byte[] position) {
        return CursorText.of(position, mac(keys.get(0), position));
    }

    @Override
    public byte[] decode(String cursor) {
        return decode(cursor, MAX_LENGTH);
    }

    @Override
    public byte[] decode(String cursor, int longest) {
        ByteBuffer bytes = CursorText.read(cursor, MAC_LENGTH, longest);
        byte[] position = new byte[bytes.remaining() - MAC_LENGTH];
        byte[] mac = new byte[MAC_LENGTH];
        bytes.get(position).get(mac);
        // isEqual takes the same time for every wrong code, so that a right one cannot be found byte by byte.
        if (keys.stream().noneMatch(key -> MessageDigest.isEqual(mac, mac(key, position)))) {
            throw new InvalidCursorException(Reason.TAMPERED);
        }
        return position;
    }

    private static byte[] mac(Key key, byte[] position) {
        try {
            Mac mac = Mac.getInstance(Keys.HMAC);
            mac.init(key);
            mac.update(CursorText.VERSION);
            return Arrays.copyOf(mac.doFinal(position), MAC_LENGTH);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java platform has " + Keys.HMAC, missing);
        }
    }
}
