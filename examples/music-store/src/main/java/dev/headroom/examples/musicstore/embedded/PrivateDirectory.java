package dev.headroom.examples.musicstore.embedded;

import dev.headroom.examples.musicstore.StoreRefusedException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Directories that no other user of the machine can read or put programs into. */
final class PrivateDirectory {

    private PrivateDirectory() {}

    /** A path of this user's own in the directory for temporary files, which users share on many systems. */
    static Path inTemp(String name) {
        String user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9._-]", "_");
        Path path = Path.of(System.getProperty("java.io.tmpdir"), name + "-" + user);
        refuseAnotherOwner(path);
        return path;
    }

    static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (posix()) {
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(path);
        }
    }

    /** The name is easy to guess, so somebody else may have been there first. */
    private static void refuseAnotherOwner(Path path) {
        try {
            if (posix()
                    && Files.exists(path, LinkOption.NOFOLLOW_LINKS)
                    && !Files.getOwner(path, LinkOption.NOFOLLOW_LINKS)
                            .getName()
                            .equals(System.getProperty("user.name"))) {
                throw new StoreRefusedException(
                        "\"" + path + "\" belongs to another user.",
                        "Give directories of your own: --store.data-directory=PATH, and -Djava.io.tmpdir=PATH for the"
                                + " server's programs.");
            }
        } catch (IOException e) {
            throw new StoreRefusedException("\"" + path + "\" cannot be read: " + e, "Remove it.", e);
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
