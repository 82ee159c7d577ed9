package dev.headroom.fetch.junit;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The baselines of a run. JUnit closes it when the last test is done. */
final class Baselines implements AutoCloseable {

    static final String SETTING = "headroom.fetch.baseline";
    static final String WRITE = "write";

    private final boolean writing;
    private final Map<Path, Baseline> files = new ConcurrentHashMap<>();

    private Baselines(boolean writing) {
        this.writing = writing;
    }

    static Baselines of(ExtensionContext.Store run, ExtensionContext context) {
        return run.computeIfAbsent(
                Baselines.class,
                key -> new Baselines(context.getConfigurationParameter(SETTING)
                        .filter(WRITE::equals)
                        .isPresent()),
                Baselines.class);
    }

    Baseline file(String path) {
        return files.computeIfAbsent(Path.of(path).toAbsolutePath().normalize(), file -> new Baseline(file, writing));
    }

    @Override
    public void close() {
        files.values().forEach(Baseline::end);
    }
}
