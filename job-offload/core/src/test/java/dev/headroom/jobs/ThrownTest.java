package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Exceptions of the application are its code, too. */
class ThrownTest {

    private static final class Hostile extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new StackOverflowError("message");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("cause");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("trace");
        }

        @Override
        public String toString() {
            throw new IllegalStateException("text");
        }
    }

    private static Exception circle() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);
        return first;
    }

    @Test
    void areAskedWithCare() {
        assertThat(Thrown.problem(new Hostile())).isEqualTo(new JobProblem(Hostile.class.getName(), ""));
        assertThat(Thrown.isAny(new Hostile(), IOException.class::isInstance)).isFalse();
        assertThat(Thrown.trace(new Hostile())).hasMessage(Hostile.class.getName());
    }

    @Test
    void mayGoRoundInCircles() {
        assertThat(RetryRules.standard().giveUpOn(IOException.class).next(1, circle(), new Random()))
                .isPresent();
        StringWriter text = new StringWriter();
        Thrown.trace(circle()).printStackTrace(new PrintWriter(text, true));
        assertThat(text.toString()).contains("ThrownTest.circle(").doesNotContain("first", "second");
    }

    @Test
    void keepMessagesThatStoresKeep() {
        String half = "\uD83D";
        assertThat(new JobProblem("kind", "a" + half + "b\0").message()).isEqualTo("a\uFFFDb ");
        String long1 = "x".repeat(999) + "\uD83D\uDE00";
        assertThat(new JobProblem("kind", long1).message()).isEqualTo("x".repeat(999));
        assertThat(new JobProgress(1, 2, "x".repeat(198) + "\uD83D\uDE00" + "y").note())
                .isEqualTo("x".repeat(198) + "\uD83D\uDE00");
    }
}
