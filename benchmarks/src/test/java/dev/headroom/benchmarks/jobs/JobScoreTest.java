package dev.headroom.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.benchmarks.Metric;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JobScoreTest {

    private static final List<Long> ONE_TO_HUNDRED_MILLIS =
            LongStream.rangeClosed(1, 100).map(n -> n * 1_000_000).boxed().toList();

    private final JobScore score = new JobScore();

    @Test
    void addsTurns() {
        score.add(new Turn(300, 1, new ServerCosts(900, 3_000, -1), List.of(), true));
        score.add(new Turn(100, 1, new ServerCosts(300, 5_000, 7), List.of(), true));

        assertThat(score.figures())
                .isEqualTo(Map.of(
                        Metric.THROUGHPUT,
                        200.0,
                        Metric.STATEMENTS_PER_JOB,
                        3.0,
                        Metric.WAL_PER_JOB,
                        20.0,
                        Metric.DEAD_ROWS,
                        7.0));
    }

    @Test
    void hasTheThroughputOfTheTurnInTheMiddle() {
        score.add(new Turn(100, 2, ServerCosts.NONE, List.of(), true));
        score.add(new Turn(100, 0.5, ServerCosts.NONE, List.of(), true));
        score.add(new Turn(100, 1, ServerCosts.NONE, List.of(), true));

        assertThat(score.figures()).isEqualTo(Map.of(Metric.THROUGHPUT, 100.0));
    }

    @Test
    void sortsTimes() {
        score.add(new Turn(100, 0, ServerCosts.NONE, ONE_TO_HUNDRED_MILLIS.subList(60, 100), true));
        score.add(new Turn(100, 0, ServerCosts.NONE, ONE_TO_HUNDRED_MILLIS.subList(0, 60), true));

        assertThat(score.figures()).isEqualTo(Map.of(Metric.TIME, 51.0, Metric.P95, 96.0, Metric.P99, 100.0));
    }

    @Test
    void knowsNo99thPercentileOfFewTimes() {
        score.add(new Turn(10, 0, ServerCosts.NONE, ONE_TO_HUNDRED_MILLIS.subList(0, 10), true));

        assertThat(score.figures()).isEqualTo(Map.of(Metric.TIME, 6.0, Metric.P95, 10.0));
    }

    @Test
    void hasNoFiguresOfWhoWasWrongOnce() {
        score.add(new Turn(10, 1, ServerCosts.NONE, List.of(), true));
        score.add(Turn.wrong());
        score.add(new Turn(10, 1, ServerCosts.NONE, List.of(), true));

        assertThat(score.isCorrect()).isFalse();
        assertThat(score.figures()).isNull();
    }
}
