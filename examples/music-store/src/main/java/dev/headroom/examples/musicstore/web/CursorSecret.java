package dev.headroom.examples.musicstore.web;

import dev.headroom.examples.musicstore.StoreRefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Where the secret comes from that signs cursors. It never goes into a log or a message. */
final class CursorSecret {

    private static final int LENGTH = 32;

    private CursorSecret() {}

    /** Base64 of at least 32 bytes, or else a text that has as many itself. */
    static byte[] given(String setting) {
        byte[] secret = base64(setting);
        if (secret.length < LENGTH) {
            secret = setting.getBytes(StandardCharsets.UTF_8);
        }
        if (secret.length < LENGTH) {
            throw new StoreRefusedException(
                    "store.cursor-secret is shorter than " + LENGTH + " bytes.",
                    "Set a longer one, such as the output of \"openssl rand -base64 32\".");
        }
        return secret;
    }

    static byte[] random() {
        byte[] secret = new byte[LENGTH];
        new SecureRandom().nextBytes(secret);
        return secret;
    }

    /** The file's content; a new file, readable by its owner alone, if there is none. */
    static byte[] keptIn(Path file) {
        try {
            if (!Files.exists(file)) {
                createPrivate(file);
                Files.write(file, random());
            }
            byte[] secret = Files.readAllBytes(file);
            if (secret.length < LENGTH) {
                throw new StoreRefusedException(
                        "\"" + file + "\" holds no whole secret.", "Remove it and start again.");
            }
            return secret;
        } catch (IOException e) {
            throw new StoreRefusedException(
                    "\"" + file + "\" cannot be used: " + e, "Make it readable and writable for this user.", e);
        }
    }

    private static void createPrivate(Path file) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException otherText) {
            return new byte[0];
        }
    }
}
