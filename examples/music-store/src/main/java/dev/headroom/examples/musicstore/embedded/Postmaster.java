package dev.headroom.examples.musicstore.embedded;

import dev.headroom.examples.musicstore.StoreRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process that a data directory names, which outlives a store that was killed. Only ever asked about a
 * directory whose lock is held, so a process that is found has no store any more.
 */
record Postmaster(Path data) {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final int PATIENCE_SECONDS = 60;

    /** Returns when no server runs on the directory. */
    void stop() throws IOException {
        Optional<ProcessHandle> process = find();
        if (process.isPresent()) {
            log.info("Stopping the PostgreSQL server that still runs in {}", data);
            process.get().destroy();
            await(process.get());
        }
    }

    private void await(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | CompletionException e) {
            throw new StoreRefusedException(
                    "A PostgreSQL server (process " + process.pid() + ") runs in \"" + data + "\" and does not stop.",
                    "Stop that process, or start with another directory: --store.data-directory=PATH.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process of the file's first line, unless it ended and its number is another program's by now. */
    private Optional<ProcessHandle> find() throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }
}
