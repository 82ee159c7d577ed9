package dev.headroom.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How long retries wait, and what policies are refused: as in the tests of Spring's RetryTemplate and of Failsafe's policies. */
class BackoffTest {

    private static final Duration BASE = Duration.ofMillis(2);
    private static final Duration CAP = Duration.ofMillis(500);

    private static LongStream delays(int retry, int seed) {
        Backoff backoff = Backoff.fullJitter(BASE, CAP);
        Random random = new Random(seed);
        return IntStream.range(0, 1_000)
                .mapToLong(each -> backoff.delay(retry, random).toNanos());
    }

    @Test
    void doublesItsBoundUntilTheCap() {
        for (int retry = 1; retry <= 70; retry++) {
            long bound = retry > 8 ? CAP.toNanos() : Math.min(CAP.toNanos(), BASE.toNanos() << (retry - 1));
            assertThat(delays(retry, 1).min().orElseThrow()).isBetween(0L, bound / 50);
            assertThat(delays(retry, 1).max().orElseThrow()).isBetween(bound - bound / 50, bound);
            assertThat(delays(retry, 1).average().orElseThrow()).isBetween(bound * 0.45, bound * 0.55);
        }
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(delays(3, 7).toArray())
                .isEqualTo(delays(3, 7).toArray())
                .isNotEqualTo(delays(3, 8).toArray());
    }

    @Test
    void doesNotWaitIfNotAsked() {
        assertThat(Backoff.none().delay(9, new Random(1))).isZero();
    }

    @Test
    void refusesBoundsInTheWrongOrder() {
        assertThatThrownBy(() -> Backoff.fullJitter(CAP, BASE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not more than the cap");
        assertThatThrownBy(() -> Backoff.fullJitter(Duration.ZERO, CAP)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Backoff.fullJitter(BASE.negated(), CAP)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesPoliciesThatAllowNothing() {
        RetryPolicy standard = RetryPolicy.standard();
        assertThatThrownBy(() -> standard.attempts(0)).hasMessage("attempts(0): at least 1 is needed.");
        assertThatThrownBy(() -> standard.deadline(Duration.ZERO)).hasMessageContaining("more than nothing");
        assertThatThrownBy(() -> standard.deadline(Duration.ofSeconds(-1))).hasMessageContaining("deadline(PT-1S)");
        assertThatThrownBy(() -> standard.lockAfter(-1)).hasMessageContaining("0 for never");
        assertThatThrownBy(() -> RetryBudget.of(-0.1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RetryBudget.of(Double.NaN, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RetryBudget.of(0.1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
