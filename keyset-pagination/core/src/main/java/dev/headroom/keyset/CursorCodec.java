package dev.headroom.keyset;

/**
 * Encodes the position of a row as text that readers hold, and decodes it. Readers can neither forge nor alter it. A codec is
 * thread-safe: share one between all keysets of an application.
 *
 * <p>{@code CursorCodecs} in {@code dev.headroom.keyset.cursor} makes the codecs of this library. You can write your own
 * one, for example one that keeps positions in a session.
 */
public interface CursorCodec {

    /** The longest cursor that a codec of this library makes or reads, in characters. */
    int MAX_LENGTH = 1024;

    /** The longest end of a {@link KeysetRange} that a codec of this library makes or reads, in characters. */
    int MAX_RANGE_LENGTH = 65_536;

    /**
     * Makes a cursor.
     *
     * @param position the position, in this library's own format
     * @return text of characters that need no escaping in a URL
     */
    String encode(byte[] position);

    /**
     * Reads a cursor.
     *
     * @param cursor text from outside, of any length and content
     * @return exactly what was given to {@link #encode}
     * @throws InvalidCursorException if {@link #encode} did not make this text
     */
    byte[] decode(String cursor);

    /**
     * Reads a text that may be longer than a cursor that a reader holds: an end of a {@link KeysetRange}. The codecs of this
     * library refuse what is longer than this allows.
     *
     * @param cursor text from outside, of any length and content
     * @param longest how many characters it may have
     * @return exactly what was given to {@link #encode}
     * @throws InvalidCursorException if {@link #encode} did not make this text, or if it is too long
     */
    default byte[] decode(String cursor, int longest) {
        if (cursor.length() > longest) {
            throw new InvalidCursorException(InvalidCursorException.Reason.TOO_LONG);
        }
        return decode(cursor);
    }
}
