package dev.headroom.examples.musicstore.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.examples.musicstore.MusicStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A store in a process of its own, told to stop as Ctrl-C does. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Java cannot ask a process to stop there, only end it")
class StopTest {

    @TempDir
    private Path temp;

    private Process process;

    @AfterEach
    void endWhatATestHasLeft() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void stopsItsServerWhileItRuns() throws Exception {
        assertStopsAfter("Started MusicStore", "--store.scale=1000");
    }

    @Test
    void stopsItsServerWhileItGeneratesAndKeepsNothing() throws Exception {
        assertStopsAfter(" of 3,000,000 invoice lines", "--store.scale=3000000");
        assertStopsAfter("Loaded data generated at scale 1000", "--store.scale=1000");
    }

    @Test
    void endsAServerThatAKilledStoreLeftBehind() throws Exception {
        start("--store.scale=1000");
        awaitOutput("Started MusicStore");
        ProcessHandle orphan = postmaster();
        process.destroyForcibly().waitFor();
        assertThat(runs(orphan)).isTrue();

        assertStopsAfter("Started MusicStore", "--store.scale=1000");
        assertThat(runs(orphan)).isFalse();
    }

    private void assertStopsAfter(String output, String scale) throws Exception {
        start(scale);
        awaitOutput(output);
        ProcessHandle server = postmaster();
        process.destroy();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(runs(server)).isFalse();
        assertThat(temp.resolve("store/postgresql/postmaster.pid")).doesNotExist();
    }

    private void start(String scale) throws IOException {
        Files.deleteIfExists(log());
        process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MusicStore.class.getName(),
                        "--store.data-directory=" + temp.resolve("store"),
                        "--server.port=0",
                        scale)
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    private void awaitOutput(String text) {
        await(text)
                .atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Files.exists(log()) && Files.readString(log()).contains(text));
    }

    private ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(temp.resolve("store/postgresql/postmaster.pid"))
                .get(0);
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    /** A process that ended and was not yet collected by its parent has no program any more. */
    private static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private Path log() {
        return temp.resolve("output.log");
    }
}
