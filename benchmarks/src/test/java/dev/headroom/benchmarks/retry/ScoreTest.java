package dev.headroom.benchmarks.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.benchmarks.Metric;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScoreTest {

    private static final Window WINDOW = new Window(seconds(10), seconds(12));

    private final Tally tally = new Tally();
    private final Score score = new Score();

    @Test
    void countsWhatEndedInTheWindow() {
        tally.ended(true, seconds(8), seconds(9), WINDOW);
        tally.ended(true, seconds(9), seconds(11), WINDOW);
        tally.ended(true, seconds(10), seconds(11), WINDOW);
        tally.ended(true, seconds(11), seconds(13), WINDOW);
        tally.cutOff(seconds(11), WINDOW);
        score.add(WINDOW, tally, 5, 0.5, 4);

        assertThat(score.figures())
                .containsEntry(Metric.THROUGHPUT, 1.0)
                .containsEntry(Metric.TIME, 2_000.0)
                .containsEntry(Metric.CONNECTION_SECONDS, 250.0)
                .containsEntry(Metric.WASTED_COMPUTATIONS, 20.0)
                .doesNotContainKeys(Metric.GIVEN_UP, Metric.P99);
    }

    @Test
    void addsUpWindows() {
        tally.ended(true, seconds(10), seconds(11), WINDOW);
        score.add(WINDOW, tally, 1, 0.5, 1);
        score.add(WINDOW, tally, 1, 1.5, 1);

        assertThat(score.figures())
                .containsEntry(Metric.THROUGHPUT, 0.5)
                .containsEntry(Metric.CONNECTION_SECONDS, 1_000.0)
                .containsEntry(Metric.WASTED_COMPUTATIONS, 0.0);
    }

    @Test
    void namesThoseThatGaveUp() {
        tally.ended(false, seconds(10), seconds(11), WINDOW);
        score.add(WINDOW, tally, 3, 0.1, 0);

        assertThat(score.figures())
                .containsEntry(Metric.GIVEN_UP, 1.0)
                .containsEntry(Metric.THROUGHPUT, 0.0)
                .containsEntry(Metric.WASTED_COMPUTATIONS, 100.0)
                .doesNotContainKeys(Metric.TIME, Metric.CONNECTION_SECONDS);
    }

    @Test
    void givesNoFiguresIfAnyWindowHasLostAnUpdate() {
        tally.ended(true, seconds(10), seconds(11), WINDOW);
        score.add(WINDOW, tally, 1, 0.5, 0);
        score.add(WINDOW, tally, 1, 0.5, 1);

        assertThat(score.figures()).isNull();
    }

    @Test
    void cutsTheTimeOfAConnectionToTheWindow() {
        assertThat(WINDOW.overlap(seconds(9), seconds(11))).isEqualTo(seconds(1));
        assertThat(WINDOW.overlap(seconds(11), seconds(20))).isEqualTo(seconds(1));
        assertThat(WINDOW.overlap(seconds(1), seconds(20))).isEqualTo(seconds(2));
        assertThat(WINDOW.overlap(seconds(1), seconds(9))).isZero();
        assertThat(WINDOW.overlap(seconds(13), seconds(14))).isZero();
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
