package dev.headroom.benchmarks.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunLogTest {

    private static final Duration SHORT = Duration.ofMillis(20);

    private final RunLog log = new RunLog(new Batch(100, 2, ""), JobWork.NOOP);

    @Test
    void knowsWhenEachJobRanOnce() {
        assertThat(log.awaitFirst(SHORT)).isFalse();
        log.run(100);
        assertThat(log.awaitFirst(SHORT)).isTrue();
        assertThat(log.eachOnce()).isFalse();
        assertThat(log.awaitAll(SHORT)).isFalse();

        log.run(101);

        assertThat(log.awaitAll(SHORT)).isTrue();
        assertThat(log.eachOnce()).isTrue();
        assertThat(log.firstStart()).isEqualTo(log.start(0));
        assertThat(log.start(1)).isGreaterThan(log.start(0));
    }

    @Test
    void doesNotTakeASecondRunForAnotherJob() {
        log.run(100);
        long start = log.start(0);
        log.run(100);

        assertThat(log.ran()).isEqualTo(1);
        assertThat(log.mostRuns()).isEqualTo(2);
        assertThat(log.start(0)).isEqualTo(start);
        log.run(101);
        assertThat(log.eachOnce()).isFalse();
    }

    @Test
    void worksAsLongAsItSays() {
        for (JobWork work : JobWork.values()) {
            long start = System.nanoTime();
            work.run();
            assertThat(System.nanoTime() - start)
                    .as(work.label())
                    .isGreaterThanOrEqualTo(work == JobWork.NOOP ? 0 : work == JobWork.WAITING ? 5_000_000 : 100_000);
        }
    }
}
