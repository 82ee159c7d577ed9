package dev.headroom.examples.musicstore.embedded;

import dev.headroom.examples.musicstore.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of a server, as its data directory names it. It outlives a store that was killed. Only ever looked for in
 * a directory whose lock is held, so a process that is found belongs to this store or to none.
 */
record Postmaster(Path data, ProcessHandle process) {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final int PATIENCE_SECONDS = 60;

    /** The process that the directory's file names, unless it ended and its number is another program's by now. */
    static Optional<Postmaster> of(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .map(process -> new Postmaster(data, process))
                .filter(Postmaster::runs);
    }

    /** Returns when no server runs on the directory. */
    static void stopAny(Path data) throws IOException {
        Optional<Postmaster> found = of(data);
        if (found.isPresent()) {
            log.info("Stopping the PostgreSQL server that still runs in {}", data);
            found.get().process.destroy();
            found.get().awaitEnd();
        }
    }

    /** A process that ended and was not yet collected by its parent has no program any more. */
    private boolean runs() {
        return process.isAlive() && process.info().command().orElse("").contains("postgres");
    }

    void awaitEnd() {
        long start = System.nanoTime();
        while (runs() && !Thread.currentThread().isInterrupted()) {
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                throw new StoreRefusedException(
                        "A PostgreSQL server (process " + process.pid() + ") runs in \"" + data
                                + "\" and does not stop.",
                        "Stop that process, or start with another directory: --store.data-directory=PATH.");
            }
            awaitAMoment();
        }
    }

    private void awaitAMoment() {
        try {
            process.onExit().get(20, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // Then it is looked at again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
