package dev.headroom.keyset.cursor;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.InvalidCursorException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * The codecs of this library. All of them are thread-safe.
 *
 * <p>Take {@link #signed} for most lists: anyone can read a signed cursor, nobody can alter it. What it shows are the key
 * values of a row, which are mostly on the page anyway. Take {@link #sealed} where they are not, for example in a list
 * sorted by salary or by an internal score.
 */
public final class CursorCodecs {

    private CursorCodecs() {}

    /**
     * Makes a codec whose cursors anyone can read, and only someone with a secret can make or alter: base64url of the
     * position and its HMAC-SHA-256 (RFC 2104, truncated to 128 bits as its section 5 allows).
     *
     * <p>To replace a secret, put the new one first and keep the old one after it until its cursors are forgotten.
     *
     * @param keys secrets of at least 32 bytes each; the first one signs, all of them verify
     * @return the codec
     * @throws IllegalArgumentException if there is no key or a key is too short
     */
    public static CursorCodec signed(byte[]... keys) {
        return new SignedCursors(Keys.hmac(keys));
    }

    /**
     * Makes a codec whose cursors nobody can read without a secret: AES-GCM (NIST SP 800-38D) with a random 96-bit nonce,
     * about as long as signed ones. The length still shows how long the key values are. Replace the secret after
     * 2<sup>32</sup> cursors, as the standard asks.
     *
     * <p>To replace a secret, put the new one first and keep the old one after it until its cursors are forgotten.
     *
     * @param keys secrets of 16, 24 or 32 bytes each; the first one seals, all of them open
     * @return the codec
     * @throws IllegalArgumentException if there is no key or a key has another length
     */
    public static CursorCodec sealed(byte[]... keys) {
        return new SealedCursors(Keys.aes(keys));
    }

    /**
     * Limits the lifetime of another codec's cursors: it refuses older ones as {@link
     * InvalidCursorException.Reason#EXPIRED}. Use it for a cursor that you put into a mail, for example.
     *
     * <p>The codec cannot read cursors that the other codec made by itself, nor the other way round.
     *
     * @param codec protects the cursors
     * @param lifetime how long a cursor is good for, in whole seconds, from one second
     * @param clock tells the time, such as {@link InstantSource#system()}; the clocks of all servers have to agree
     * @return the codec
     * @throws IllegalArgumentException if the lifetime is less than a second
     */
    public static CursorCodec expiring(CursorCodec codec, Duration lifetime, InstantSource clock) {
        return new ExpiringCursors(codec, lifetime, clock);
    }
}
