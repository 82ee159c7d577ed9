package dev.headroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTest {

    private static final Path RESULTS = Path.of("results");
    private static final Path DOCS = Path.of("../docs");

    @Test
    void committedPagesAreWhatTheResultsSay() throws IOException {
        Map<String, String> pages = new PerformancePage(RESULTS, DOCS).pages(PerformancePage.resource("overview"));

        assertThat(pages)
                .containsOnlyKeys(
                        "performance.md",
                        "performance/fetch-plans.md",
                        "performance/jobs.md",
                        "performance/keyset.md",
                        "performance/projection.md",
                        "performance/retry.md");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            assertThat(DOCS.resolve(page.getKey()))
                    .as("Write the pages again with -Dbenchmark=page")
                    .hasContent(page.getValue());
        }
    }

    @Test
    void noOtherPageStandsBesideThem() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("performance"))) {
            assertThat(files).hasSize(5);
        }
    }

    @Test
    void overviewHasNoRatioWrittenByHand() throws IOException {
        assertThat(PerformancePage.resource("overview").replace("1.00 is the floor", ""))
                .doesNotContainPattern("\\d\\.\\d\\d");
    }

    @Test
    void overviewSaysWhyWhereverHeadroomLoses() throws IOException {
        List<String> losses = Files.readAllLines(DOCS.resolve("performance.md")).stream()
                .filter(line -> line.contains("| **behind** |"))
                .toList();

        assertThat(losses).isNotEmpty().allMatch(line -> line.matches(".*\\| \\*\\*behind\\*\\* \\| \\S.{10,} \\|"));
    }

    @Test
    void overviewIsAtMost120Lines() throws IOException {
        assertThat(Files.readAllLines(DOCS.resolve("performance.md"))).hasSizeLessThanOrEqualTo(120);
    }

    @Test
    void writesThePagesOfTheResultsThatAreThere(@TempDir Path folder) throws IOException {
        Results results = new Results("keyset");
        results.add("depth=0", Map.of("floor", Map.of(Metric.TIME, 20.0)));
        results.write(folder);

        assertThat(new PerformancePage(folder, folder).pages("{at keyset depth=0 time}{floor}"))
                .hasEntrySatisfying("performance.md", page -> assertThat(page).endsWith("-->\n\n1.00"))
                .hasEntrySatisfying(
                        "performance/keyset.md",
                        page -> assertThat(page)
                                .startsWith("<!-- Written by the benchmarks")
                                .contains("# Keyset pagination", "| depth=0 | 1.00 |")
                                .doesNotContain("20.0"));
    }
}
