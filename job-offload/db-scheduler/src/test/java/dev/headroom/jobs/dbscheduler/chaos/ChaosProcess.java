package dev.headroom.jobs.dbscheduler.chaos;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A worker's process. */
final class ChaosProcess implements AutoCloseable {

    private final List<String> arguments = new ArrayList<>();
    private final Path log;
    private Process process;

    ChaosProcess(List<String> arguments, Path log) throws IOException {
        this(List.of(), ChaosWorker.class, arguments, log);
    }

    /** With options of the JVM. */
    ChaosProcess(List<String> options, Class<?> main, List<String> arguments, Path log) throws IOException {
        this.arguments.addAll(options);
        this.arguments.add(main.getName());
        this.arguments.addAll(arguments);
        this.log = log;
        this.process = launch();
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path")));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException {
        process = launch();
    }

    /** As who looks after processes does. */
    void restartIfDead() throws IOException {
        if (!process.isAlive()) {
            restart();
        }
    }

    /** Stands still, and does not know it. */
    void freeze() throws Exception {
        signal("STOP", process.pid());
    }

    void thaw() throws Exception {
        signal("CONT", process.pid());
    }

    static void signal(String name, long pid) throws Exception {
        Process sent = new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start();
        if (!sent.waitFor(10, TimeUnit.SECONDS) || sent.exitValue() != 0) {
            throw new IllegalStateException("Signal " + name + " could not be sent to " + pid);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
