package dev.headroom.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes performance.md, which is one page of questions and answers, and performance/SCENARIO.md with all figures of a
 * scenario. The texts are resources of this module; the figures of the overview are {@link Figures placeholders}.
 */
final class PerformancePage {

    private static final String MARK = "<!-- Written by the benchmarks from benchmarks/results; do not edit. -->\n\n";

    private final Path results;
    private final Path docs;

    PerformancePage(Path results, Path docs) {
        this.results = results;
        this.docs = docs;
    }

    void write() throws IOException {
        for (Map.Entry<String, String> page : pages(resource("overview")).entrySet()) {
            Path file = docs.resolve(page.getKey());
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, page.getValue());
        }
    }

    /** The text of each page by its path under docs. */
    Map<String, String> pages(String overview) throws IOException {
        Map<String, List<Cell>> cells = new LinkedHashMap<>();
        for (Path file : files()) {
            cells.put(file.getFileName().toString().replace(".jsonl", ""), Results.read(file));
        }
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("performance.md", MARK + new Figures(cells).fill(overview));
        for (Map.Entry<String, List<Cell>> scenario : cells.entrySet()) {
            pages.put(
                    "performance/" + scenario.getKey() + ".md",
                    MARK + resource(scenario.getKey()) + new PivotTables(scenario.getValue()).text());
        }
        return pages;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(results)) {
            return found.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }

    static String resource(String name) throws IOException {
        try (InputStream text = PerformancePage.class.getResourceAsStream("/performance/" + name + ".md")) {
            if (text == null) {
                throw new IllegalStateException("The text of scenario \"" + name + "\" is missing: write"
                        + " src/main/resources/performance/" + name + ".md");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
