package dev.headroom.architecture;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The class path of a test. */
final class ClassPath {

    private final List<Path> entries;

    ClassPath(List<Path> entries) {
        this.entries = List.copyOf(entries);
    }

    static ClassPath ofThisJvm() {
        return new ClassPath(Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList());
    }

    /** Where the classes of a module are: what the build made of it just now, or a jar in the local repository. */
    Path entryOf(Pom module) {
        return entries.stream()
                .filter(entry -> entry.startsWith(module.directory().resolve("target"))
                        || entry.getFileName().toString().matches(module.artifactId() + "-[0-9].*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "Add \"" + module + "\" to the dependencies of the architecture tests, with scope test."));
    }
}
