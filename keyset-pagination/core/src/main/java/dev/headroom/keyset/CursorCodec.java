package dev.headroom.keyset;

import java.time.Clock;
import java.time.Duration;

/**
 * Turns the position of a row into the text that readers hold, and back, so that readers can neither forge nor change
 * it. Thread-safe, to be shared by all keysets of an application.
 *
 * <p>{@link #signed} is the usual choice. A signed cursor is only as secret as base64: whoever holds it can read the
 * key values of the row, which are mostly on the page anyway. Take {@link #sealed} where they are not: a list sorted by
 * salary, by an internal score, or by a creation time that is nobody's business.
 *
 * <p>An application can bring its own codec, for example one that keeps positions in a session.
 */
public interface CursorCodec {

    /** The longest cursor that is made or read, in characters. */
    int MAX_LENGTH = 1024;

    /** The longest end of a {@link KeysetRange} that is made or read, in characters. */
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

    /**
     * Cursors that can be read, but not made or changed, without a secret: base64url of the position and its
     * HMAC-SHA-256 (RFC 2104, truncated to 128 bits as its section 5 allows).
     *
     * <p>To replace a key, put the new one first and keep the old one after it until its cursors are forgotten.
     *
     * @param keys secrets of at least 32 bytes each; the first one signs, all of them verify
     * @return the codec
     * @throws IllegalArgumentException if there is no key or a key is too short
     */
    static CursorCodec signed(byte[]... keys) {
        return new SignedCursors(Keys.hmac(keys));
    }

    /**
     * Cursors that tell nothing: AES-GCM (NIST SP 800-38D) with a random 96-bit nonce, about as long as signed ones.
     * The length still shows how long the key values are. Replace the key after 2<sup>32</sup> cursors, as the standard
     * asks.
     *
     * <p>To replace a key, put the new one first and keep the old one after it until its cursors are forgotten.
     *
     * @param keys secrets of 16, 24 or 32 bytes each; the first one seals, all of them open
     * @return the codec
     * @throws IllegalArgumentException if there is no key or a key has another length
     */
    static CursorCodec sealed(byte[]... keys) {
        return new SealedCursors(Keys.aes(keys));
    }

    /**
     * The same cursors with an end: older ones are refused as {@link InvalidCursorException.Reason#EXPIRED}. Use it where a
     * cursor must not be usable for ever, for example because it was put into a mail.
     *
     * <p>Cursors that were made without an end are not understood by this codec, nor the other way round.
     *
     * @param lifetime how long a cursor is good for, in whole seconds, from one second
     * @param clock tells the time, such as {@link Clock#systemUTC()}; the clocks of all servers have to agree
     * @return the codec
     * @throws IllegalArgumentException if the lifetime is less than a second
     */
    default CursorCodec expiringAfter(Duration lifetime, Clock clock) {
        return new ExpiringCursors(this, lifetime, clock);
    }
}
