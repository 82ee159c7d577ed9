package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.model.InvalidJobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryRulesTest {

    private static final RetryRules RULES =
            RetryRules.standard().attempts(5).backoff(Duration.ofSeconds(1), Duration.ofSeconds(3));

    private final Random random = new Random(42);

    @Test
    void waitForARandomTimeUpToTwiceAsMuchEachTime() {
        assertThat(delays(1)).allMatch(delay -> delay <= 1_000).anyMatch(delay -> delay > 900);
        assertThat(delays(2)).allMatch(delay -> delay <= 2_000).anyMatch(delay -> delay > 1_800);
        assertThat(delays(1)).anyMatch(delay -> delay < 100);
    }

    @Test
    void waitNoLongerThanTheCap() {
        assertThat(delays(4)).allMatch(delay -> delay <= 3_000).anyMatch(delay -> delay > 2_700);
        RetryRules patient = RetryRules.standard().attempts(Integer.MAX_VALUE);
        assertThat(patient.next(1_000_000, new IOException(), random).orElseThrow())
                .isBetween(Duration.ZERO, Duration.ofHours(1));
    }

    private List<Long> delays(int attempt) {
        List<Long> delays = new ArrayList<>();
        for (int count = 0; count < 500; count++) {
            delays.add(
                    RULES.next(attempt, new IOException(), random).orElseThrow().toMillis());
        }
        return delays;
    }

    @Test
    void endWithTheLastAttempt() {
        assertThat(RULES.next(4, new IOException(), random)).isPresent();
        assertThat(RULES.next(5, new IOException(), random)).isEmpty();
        assertThat(RULES.nextAfterCrash(5, random)).isEmpty();
        assertThat(RetryRules.never().next(1, new IOException(), random)).isEmpty();
    }

    @Test
    void differForKindsOfFailures() {
        RetryRules rules = RULES.giveUpOn(IllegalArgumentException.class)
                .on(IOException.class, 2, Duration.ofMillis(10))
                .on(RuntimeException.class, 50, Duration.ZERO);
        assertThat(rules.next(1, new NumberFormatException(), random)).isEmpty();
        assertThat(rules.next(1, new UncheckedIOException(new IOException()), random)
                        .orElseThrow())
                .isLessThanOrEqualTo(Duration.ofMillis(10));
        assertThat(rules.next(2, new IOException(), random)).isEmpty();
        assertThat(rules.next(40, new IllegalStateException(), random)).hasValue(Duration.ZERO);
        assertThat(rules.next(4, new Exception(), random)).isPresent();
    }

    @Test
    void refuseWhatMakesNoSense() {
        assertThatThrownBy(() -> RULES.attempts(0)).isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> RULES.backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(InvalidJobException.class);
        assertThatThrownBy(() -> RULES.backoff(Duration.ofSeconds(-1), Duration.ofSeconds(1)))
                .isInstanceOf(InvalidJobException.class);
    }
}
