package dev.headroom.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Writes docs/performance.md: a text for each scenario from this module's resources, and the table of its results. */
final class PerformancePage {

    private final Path results;
    private final Path page;

    PerformancePage(Path results, Path page) {
        this.results = results;
        this.page = page;
    }

    void write() throws IOException {
        StringBuilder text = new StringBuilder(resource("introduction"));
        for (Path file : files()) {
            String scenario = file.getFileName().toString().replace(".jsonl", "");
            text.append('\n').append(resource(scenario)).append(new PivotTables(Results.read(file)).text());
        }
        Files.writeString(page, text);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(results)) {
            return found.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream text = PerformancePage.class.getResourceAsStream("/performance/" + name + ".md")) {
            if (text == null) {
                throw new IllegalStateException("The text of scenario \"" + name + "\" is missing: write"
                        + " src/main/resources/performance/" + name + ".md");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
