package dev.headroom.keyset.cursor;

import dev.headroom.keyset.CursorCodec;
import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.InvalidCursorException.Reason;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/** A random nonce, then the position encrypted with AES-GCM, the version byte being authenticated with it. */
final class SealedCursors implements CursorCodec {

    private static final int NONCE_LENGTH = 12;
    private static final int TAG_LENGTH = 16;

    private final List<Key> keys;
    private final SecureRandom random = new SecureRandom();

    SealedCursors(List<Key> keys) {
        this.keys = keys;
    }

    @Override
    public String encode(byte[] position) {
        byte[] nonce = new byte[NONCE_LENGTH];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce);
            return CursorText.of(nonce, cipher.doFinal(position));
        } catch (GeneralSecurityException missing) {
            throw noAesGcm(missing);
        }
    }

    @Override
    public byte[] decode(String cursor) {
        return decode(cursor, MAX_LENGTH);
    }

    @Override
    public byte[] decode(String cursor, int longest) {
        ByteBuffer bytes = CursorText.read(cursor, NONCE_LENGTH + TAG_LENGTH, longest);
        byte[] nonce = new byte[NONCE_LENGTH];
        byte[] encrypted = new byte[bytes.remaining() - NONCE_LENGTH];
        bytes.get(nonce).get(encrypted);
        return keys.stream()
                .flatMap(key -> open(key, nonce, encrypted).stream())
                .findFirst()
                .orElseThrow(() -> new InvalidCursorException(Reason.TAMPERED));
    }

    private static Optional<byte[]> open(Key key, byte[] nonce, byte[] encrypted) {
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key, nonce).doFinal(encrypted));
        } catch (AEADBadTagException otherKeyOrText) {
            return Optional.empty();
        } catch (GeneralSecurityException missing) {
            throw noAesGcm(missing);
        }
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_LENGTH * Byte.SIZE, nonce));
        cipher.updateAAD(new byte[] {CursorText.VERSION});
        return cipher;
    }

    private static IllegalStateException noAesGcm(GeneralSecurityException missing) {
        return new IllegalStateException("Every Java platform has AES/GCM/NoPadding", missing);
    }
}
