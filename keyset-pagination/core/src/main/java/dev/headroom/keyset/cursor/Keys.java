package dev.headroom.keyset.cursor;

import java.security.Key;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;

/** Checks secrets and copies them, so that the caller can erase its own. */
final class Keys {

    static final String HMAC = "HmacSHA256";

    /** RFC 2104, section 3: a key shorter than the hash's output weakens the code. */
    private static final int SHORTEST_HMAC_KEY = 32;

    private Keys() {}

    static List<Key> hmac(byte[]... secrets) {
        List<Key> keys = new ArrayList<>();
        for (byte[] secret : atLeastOne(secrets)) {
            if (secret.length < SHORTEST_HMAC_KEY) {
                throw new IllegalArgumentException("A signing key has " + secret.length + " bytes, and needs at least "
                        + SHORTEST_HMAC_KEY + ": take them from a random generator, such as \"openssl rand 32\".");
            }
            keys.add(new SecretKeySpec(secret, HMAC));
        }
        return List.copyOf(keys);
    }

    static List<Key> aes(byte[]... secrets) {
        List<Key> keys = new ArrayList<>();
        for (byte[] secret : atLeastOne(secrets)) {
            if (secret.length != 16 && secret.length != 24 && secret.length != 32) {
                throw new IllegalArgumentException("A sealing key has " + secret.length + " bytes, and needs 16, 24 or"
                        + " 32: take them from a random generator, such as \"openssl rand 32\".");
            }
            keys.add(new SecretKeySpec(secret, "AES"));
        }
        return List.copyOf(keys);
    }

    private static byte[][] atLeastOne(byte[]... secrets) {
        if (secrets.length == 0) {
            throw new IllegalArgumentException("A cursor codec needs a key: the first one protects new cursors.");
        }
        return secrets;
    }
}
