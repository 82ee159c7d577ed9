package dev.headroom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    private final Results results = new Results("keyset");

    @BeforeEach
    void measure() {
        Map<String, Map<Metric, Double>> figures = Results.newCase();
        figures.put("floor", figures(1, 100));
        figures.put("floor-batched", figures(0.1, 1000));
        figures.put("headroom", figures(1.2, 90));
        figures.put("headroom-variant", figures(0.1, 1000));
        figures.put("slow", figures(3, 20));
        figures.put("fast", figures(1.1, 92));
        figures.put("wrong", null);
        results.add("depth=9", figures);
    }

    private static Map<Metric, Double> figures(double time, double throughput) {
        return Map.of(Metric.TIME, time, Metric.THROUGHPUT, throughput, Metric.BUFFERS, 1234.0);
    }

    @Test
    void figuresAreThoseOfTheTables() {
        assertThat(fill("{at keyset depth=9 time}{headroom}, {slow throughput}, {floor buffers}"))
                .isEqualTo("1.20, 0.20, 1,234");
    }

    @Test
    void bestPeerIsNeitherOursNorTheFloorNorWrong() {
        assertThat(fill("{at keyset depth=9 time}{compared}")).isEqualTo("1.20 | 1.10 `fast` | **behind**");
        assertThat(fill("{at keyset depth=9 time}{compared without fast}")).isEqualTo("1.20 | 3.00 `slow` | ahead");
    }

    @Test
    void moreThroughputIsBetter() {
        assertThat(fill("{at keyset depth=9 throughput}{compared}")).isEqualTo("0.90 ↑ | 0.92 ↑ `fast` | level");
        assertThat(fill("{at keyset depth=9 throughput}{compared without fast}"))
                .isEqualTo("0.90 ↑ | 0.20 ↑ `slow` | ahead");
    }

    @Test
    void onlyVariantIsOurs() {
        Map<String, Map<Metric, Double>> figures = Results.newCase();
        figures.put("floor", figures(1, 100));
        figures.put("headroom-in-process", figures(1, 100));
        figures.put("peer", figures(1.04, 99));
        results.add("depth=7", figures);

        assertThat(fill("{at keyset depth=7 time}{compared}")).isEqualTo("1.00 | 1.04 `peer` | level");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{headroom}; is about nothing",
                "{at keyset depth=8 time}; has no case",
                "{at search depth=9 time}; has no case",
                "{at keyset depth=9 speed}; There is no metric \"speed\"",
                "{at keyset depth=9 time}{nobody}; \"nobody\" has no time",
                "{at keyset depth=9 time}{wrong}; \"wrong\" has no time",
                "{at keyset depth=9 time}{fast rows}; \"fast\" has no rows",
                "{at keyset depth=9 time}{}; \"\" has no time",
                "{at keyset depth=9 time}{headroom time again}; not a placeholder",
                "{at keyset depth=9 time}{compared with fast}; not a placeholder",
                "{at keyset depth=9 time}{compared without nobody}; \"nobody\" has no time",
                "{at keyset depth=9 time}{compared without fast slow}; No peer",
            })
    void unknownPlaceholderFails(String text, String message) {
        assertThatThrownBy(() -> fill(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    private String fill(String text) {
        return new Figures(Map.of("keyset", List.copyOf(results.cells()))).fill(text);
    }
}
