package dev.headroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    private final Results results = new Results("keyset");

    @Test
    void dividesByTheFloor() {
        Map<String, Map<Metric, Double>> figures = Results.newCase();
        figures.put("floor", Map.of(Metric.TIME, 0.5, Metric.BUFFERS, 4.0));
        figures.put("headroom", Map.of(Metric.TIME, 0.6, Metric.BUFFERS, 5.0));
        results.add("depth=10", figures);

        assertThat(new PivotTables(results.cells()).text()).isEqualTo("""

            ## Time, as a multiple of the floor

            | Case | floor | headroom |
            |---|--:|--:|
            | depth=10 | 1.00 | 1.20 |

            ## Buffers

            | Case | floor | headroom |
            |---|--:|--:|
            | depth=10 | 4 | 5 |
            """);
        assertThat(ResultTable.of(results.cells())).contains("| depth=10 | headroom | 1.20 (0.600 ms) | 5 |");
    }

    @Test
    void doesNotTimeAContenderWithWrongRows() {
        Map<String, Map<Metric, Double>> figures = Results.newCase();
        figures.put("floor", Map.of(Metric.TIME, 0.5));
        figures.put("peer", null);
        results.add("depth=10", figures);

        assertThat(ResultTable.of(results.cells())).contains("| depth=10 | peer | wrong rows |");
        assertThat(new PivotTables(results.cells()).text()).contains("| depth=10 | 1.00 | wrong rows |");
        assertThat(results.cells().get(1).correct()).isFalse();
    }

    @Test
    void saysOfWhichFiguresMoreIsBetter() {
        results.add("rows=1", Map.of("floor", Map.of(Metric.THROUGHPUT, 20.0, Metric.WASTED_COMPUTATIONS, 75.0)));

        assertThat(new PivotTables(results.cells()).text()).isEqualTo("""

            ## Throughput, as a multiple of the floor (more is better)

            | Case | floor |
            |---|--:|
            | rows=1 | 1.00 |

            ## Wasted computations, in percent

            | Case | floor |
            |---|--:|
            | rows=1 | 75 |
            """);
        assertThat(ResultTable.of(results.cells())).contains("| throughput × floor (more is better) |");
    }

    @Test
    void leavesOutCasesAndContendersWithoutFigures() {
        results.add("drain", Map.of("floor", Map.of(Metric.THROUGHPUT, 20.0)));
        results.add(
                "loop",
                Map.of(
                        "floor", Map.of(Metric.STATEMENTS_PER_JOB, 1.0),
                        "ours", Map.of(Metric.STATEMENTS_PER_JOB, 2.0)));

        assertThat(new PivotTables(results.cells()).text())
                .contains("| Case | floor |\n|---|--:|\n| drain | 1.00 |\n")
                .containsOnlyOnce("| drain |")
                .containsOnlyOnce("| loop |");
    }

    @Test
    void keepsTheDecimalsOfSmallFigures() {
        results.add("jobs=1", Map.of("floor", Map.of(Metric.STATEMENTS_PER_JOB, 2.254, Metric.WAL_PER_JOB, 812.6)));

        assertThat(new PivotTables(results.cells()).text()).contains("| jobs=1 | 2.25 |", "| jobs=1 | 813 |");
        assertThat(ResultTable.of(results.cells())).contains("| jobs=1 | floor | 2.25 | 813 |");
    }

    @Test
    void needsAFloor() {
        assertThatThrownBy(() -> results.add("depth=10", Map.of("headroom", Map.of())))
                .hasMessageContaining("The floor of keyset, case depth=10 is missing");
    }

    @Test
    void comparesTwoCases() {
        results.add("depth=0", Map.of("floor", Map.of(Metric.BUFFERS, 20.0)));
        results.add("depth=9", Map.of("floor", Map.of(Metric.BUFFERS, 24.0)));
        results.compare("floor", Metric.BUFFERS, "depth=9", "depth=0");
        assertThat(results.comparisons())
                .containsExactly("floor: buffers at depth=9 is 24.0, 1.2 times that at depth=0 (20.0)");
        assertThatThrownBy(() -> results.compare("floor", Metric.TIME, "depth=9", "depth=0"))
                .hasMessageContaining("There is no time of floor");
    }

    @Test
    void writesAndReadsAFile(@TempDir Path folder) throws IOException {
        results.add("depth=0", Map.of("floor", Map.of(Metric.TIME, 20.0)));
        results.write(folder);

        Path file = folder.resolve("keyset.jsonl");
        assertThat(Files.readString(file))
                .isEqualTo("{\"scenario\":\"keyset\",\"case\":\"depth=0\",\"contender\":\"floor\",\"metric\":\"time\","
                        + "\"unit\":\"ms\",\"value\":20.0,\"ratioToFloor\":1.0}" + System.lineSeparator());
        assertThat(Results.read(file)).isEqualTo(results.cells());
    }
}
