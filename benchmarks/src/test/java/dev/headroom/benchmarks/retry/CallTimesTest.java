package dev.headroom.benchmarks.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallTimesTest {

    private final CallTimes times = new CallTimes();

    @Test
    void ranksCallsThatAllCameToTheirEnd() {
        for (int call = 100; call > 0; call--) {
            finished(call);
        }
        assertThat(times.quantile(0.5)).isEqualTo(50);
        assertThat(times.quantile(0.99)).isEqualTo(99);
    }

    /** Without the two that were cut off the median would be 10. */
    @Test
    void countsACallThatWasCutOffAsOneThatTakesLonger() {
        finished(10);
        cutOff(20);
        cutOff(20);
        finished(30);
        finished(40);
        assertThat(times.quantile(0.5)).isEqualTo(30);
    }

    /** Two are left of those that took longer than 5, and half of them take longer than 10: 3/3 * 1/2. */
    @Test
    void saysNothingOfWhatACallWouldHaveTakenLater() {
        cutOff(5);
        finished(10);
        finished(20);
        assertThat(times.quantile(0.5)).isEqualTo(10);
        assertThat(times.quantile(0.51)).isEqualTo(20);
    }

    @Test
    void namesTheLongestTimeIfTooManyWereCutOff() {
        finished(10);
        cutOff(50);
        cutOff(60);
        cutOff(40);
        assertThat(times.quantile(0.5)).isEqualTo(60);
    }

    private void finished(int milliseconds) {
        times.finished(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    private void cutOff(int milliseconds) {
        times.cutOff(TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }
}
