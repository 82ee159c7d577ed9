package dev.headroom.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesTest {

    private static final int LINES = 400;
    private static final int FILES = 45;

    /** Issue 17: no other may grow so large, and these are to be divided. */
    private static final List<String> TO_BE_DIVIDED =
            List.of("dev/headroom/keyset has", "dev/headroom/projection has", "dev/headroom/jobs has");

    private final Sources sources = new Sources(Reactor.ofThisBuild().root());

    @Test
    void filesAreShort() {
        assertThat(sources.longerThan(LINES)).isEmpty();
    }

    @Test
    void packagesAreSmall() {
        assertThat(sources.foldersOfMoreThan(FILES))
                .allMatch(folder -> TO_BE_DIVIDED.stream().anyMatch(folder::contains));
    }

    @Test
    void applicationsUseNoInternalPackage() {
        assertThat(sources.internalImportsIn("examples", "benchmarks")).isEmpty();
    }

    @Test
    void reportWhatBreaksTheRules(@TempDir Path directory) throws IOException {
        write(directory.resolve("library/src/main/java/Long.java"), "// a line\n".repeat(LINES + 1));
        write(directory.resolve("library/src/main/java/Short.java"), "// a line\n".repeat(LINES));
        write(directory.resolve("examples/src/main/java/Uses.java"), "import dev.headroom.keyset.internal.Parts;\n");
        Sources broken = new Sources(directory);

        assertThat(broken.longerThan(LINES)).singleElement().asString().contains("Long.java has 401 lines");
        assertThat(broken.foldersOfMoreThan(1)).singleElement().asString().contains("library", "has 2 files");
        assertThat(broken.internalImportsIn("examples"))
                .singleElement()
                .asString()
                .endsWith("Uses.java");
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
