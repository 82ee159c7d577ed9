package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.memory.ManualEngine;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunningAttemptsTest {

    private final RunningAttempts running =
            new RunningAttempts(ManualEngine.manual().store(), 2);

    @Test
    void letNoneBeginOnceTheyAreClosed() throws Exception {
        assertThat(running.enter()).isNotEqualTo(RunningAttempts.CLOSED);
        running.close();
        assertThat(running.enter()).isEqualTo(RunningAttempts.CLOSED);
        assertThat(running.awaitNone(Duration.ZERO)).as("the first is there").isFalse();
    }

    @Test
    void areAwaitedUntilTheLastHasLeft() throws Exception {
        int first = running.enter();
        int last = running.enter();
        running.close();
        CompletableFuture<Boolean> none = CompletableFuture.supplyAsync(() -> {
            try {
                return running.awaitNone(Duration.ofMinutes(1));
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        running.leave(first);
        assertThat(running.awaitNone(Duration.ofMillis(20))).isFalse();
        assertThat(none).isNotDone();
        running.leave(last);
        assertThat(none.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void countOnlyThoseThatHaveBegun() {
        int slot = running.enter();
        assertThat(running.size()).isZero();
        running.leave(slot);
        running.close();
        assertThat(running.enter()).isEqualTo(RunningAttempts.CLOSED);
        assertThat(running.size()).isZero();
    }
}
