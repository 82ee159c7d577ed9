package dev.headroom.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java files of a build, as they are written. */
final class Sources {

    private static final Pattern INTERNAL = Pattern.compile("^import (static )?dev\\.headroom\\..*\\.internal\\..*");

    private static final List<String> NOT_PUBLISHED = List.of("test-support/", "examples/", "benchmarks/");

    private final Path root;
    private final List<Path> files;

    Sources(Path root) {
        this.root = root;
        try (Stream<Path> all = Files.walk(root)) {
            this.files = all.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> name(file).contains("/src/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root, e);
        }
    }

    /** Files with more lines than a reader takes in. */
    List<String> longerThan(int lines) {
        return files.stream()
                .filter(file -> lines(file).size() > lines)
                .map(file -> name(file) + " has " + lines(file).size() + " lines")
                .toList();
    }

    /** Folders of published code with more files than a reader finds his way in. */
    List<String> foldersOfMoreThan(int count) {
        Map<Path, Long> folders = files.stream()
                .filter(file -> name(file).contains("/src/main/")
                        && NOT_PUBLISHED.stream().noneMatch(name(file)::startsWith))
                .collect(Collectors.groupingBy(Path::getParent, Collectors.counting()));
        return folders.entrySet().stream()
                .filter(folder -> folder.getValue() > count)
                .map(folder -> name(folder.getKey()) + " has " + folder.getValue() + " files")
                .toList();
    }

    /** Files of some folders that name what belongs to the inside of a library. */
    List<String> internalImportsIn(String... folders) {
        return Stream.of(folders)
                .flatMap(folder -> files.stream().filter(file -> file.startsWith(root.resolve(folder))))
                .filter(file -> lines(file).stream()
                        .anyMatch(line -> INTERNAL.matcher(line).matches()))
                .map(this::name)
                .toList();
    }

    private String name(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
