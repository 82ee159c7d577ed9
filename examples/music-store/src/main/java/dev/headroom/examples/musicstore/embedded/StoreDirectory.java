package dev.headroom.examples.musicstore.embedded;

import dev.headroom.examples.musicstore.StoreRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * The directory of one store, locked for as long as this object is open:
 *
 * <pre>
 * store.lock      held by the store that runs
 * postgresql/     the server's data
 * complete        says that postgresql/ was made to its end
 * cursor-secret   what signs cursors, if the user gave nothing
 * </pre>
 */
public final class StoreDirectory implements AutoCloseable {

    private static final String LOCK = "store.lock";

    private final Path root;
    private final FileChannel channel;

    private StoreDirectory(Path root, FileChannel channel) {
        this.root = root;
        this.channel = channel;
    }

    static StoreDirectory open(@Nullable Path given) {
        Path root = (given == null ? PrivateDirectory.inTemp("headroom-music-store") : given)
                .toAbsolutePath()
                .normalize();
        try {
            PrivateDirectory.create(root);
            refuseForeign(root);
            return new StoreDirectory(root, lock(root));
        } catch (IOException e) {
            throw new StoreRefusedException(
                    "The data directory \"" + root + "\" cannot be used: " + e,
                    "Give a directory that this user may write, with --store.data-directory=PATH.",
                    e);
        }
    }

    /** Where the server keeps its data; unfinished remains of an earlier start are gone. */
    Path serverData() throws IOException {
        Path data = root.resolve("postgresql");
        if (!Files.exists(complete())) {
            FileSystemUtils.deleteRecursively(data);
        }
        return data;
    }

    void markComplete() {
        try {
            Files.write(complete(), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A file of the store that is kept between starts.
     *
     * @param name its name
     * @return its path, whether it exists or not
     */
    public Path file(String name) {
        return root.resolve(name);
    }

    private Path complete() {
        return root.resolve("complete");
    }

    /** What is in there may be precious; only an empty directory or one of ours is taken. */
    private static void refuseForeign(Path root) throws IOException {
        if (Files.exists(root.resolve(LOCK))) {
            return;
        }
        try (Stream<Path> content = Files.list(root)) {
            if (content.findAny().isPresent()) {
                throw new StoreRefusedException(
                        "The directory \"" + root + "\" holds files that are not the music store's.",
                        "Give an empty or a new directory with --store.data-directory=PATH.");
            }
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StoreRefusedException(
                    "Another music store runs on the data directory \"" + root + "\".",
                    "Stop it, or start this one with a directory of its own: --store.data-directory=PATH"
                            + " (and with another port, if that one uses 8080: --server.port=8081).");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** Gives the directory free for another store. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
