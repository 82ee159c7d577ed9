package dev.headroom.keyset.cursor;

import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.InvalidCursorException.Reason;
import java.nio.ByteBuffer;
import java.util.Base64;

/** The outside of a cursor: a version byte and the codec's bytes, as base64url without padding (RFC 4648, section 5). */
final class CursorText {

    static final byte VERSION = 1;

    private CursorText() {}

    static String of(byte[]... parts) {
        int length = 1;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(length).put(VERSION);
        for (byte[] part : parts) {
            bytes.put(part);
        }
        return text(bytes.array());
    }

    /** The bytes after the version, ready to be read. */
    static ByteBuffer read(String cursor, int shortest, int longest) {
        if (cursor.length() > longest) {
            throw new InvalidCursorException(Reason.TOO_LONG);
        }
        byte[] bytes = bytes(cursor);
        if (bytes.length < 1 + shortest) {
            throw new InvalidCursorException(Reason.MALFORMED);
        }
        if (bytes[0] != VERSION) {
            throw new InvalidCursorException(Reason.VERSION);
        }
        return ByteBuffer.wrap(bytes, 1, bytes.length - 1);
    }

    private static byte[] bytes(String cursor) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidCursorException(Reason.MALFORMED);
        }
        // The decoder ignores padding and the unused bits of the last character: one cursor has one spelling.
        if (!text(bytes).equals(cursor)) {
            throw new InvalidCursorException(Reason.MALFORMED);
        }
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
