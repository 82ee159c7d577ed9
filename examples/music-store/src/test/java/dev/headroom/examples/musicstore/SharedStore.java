package dev.headroom.examples.musicstore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Gives tests a {@link RunningStore} with generated data. One is started for all test classes; none changes its data. */
public final class SharedStore implements ParameterResolver {

    public static final int INVOICE_LINES = 20_000;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == RunningStore.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(SharedStore.class))
                .computeIfAbsent(Started.class, key -> Started.now(), Started.class)
                .store;
    }

    private record Started(RunningStore store, Path directory) implements AutoCloseable {

        static Started now() {
            try {
                Path directory = Files.createTempDirectory("music-store-test");
                return new Started(
                        RunningStore.start("--store.data-directory=" + directory, "--store.scale=" + INVOICE_LINES),
                        directory);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() throws IOException {
            store.close();
            FileSystemUtils.deleteRecursively(directory);
        }
    }
}
