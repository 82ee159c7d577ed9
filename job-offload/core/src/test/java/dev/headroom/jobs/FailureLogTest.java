package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;

/** A log tells where attempts failed, once, and no message of an exception, which may have a payload in it. */
class FailureLogTest {

    private static final JobProblem PROBLEM = new JobProblem("java.io.IOException", "secret");

    private final Lines lines = new Lines();
    private final FailureLog log = new FailureLog(lines);

    /** As a log writes them. */
    private static final class Lines extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        private final transient List<String> written = new ArrayList<>();

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                Object @Nullable [] values,
                @Nullable Throwable failure) {
            StringWriter trace = new StringWriter();
            if (failure != null) {
                failure.printStackTrace(new PrintWriter(trace, true));
            }
            written.add(level + " " + MessageFormatter.basicArrayFormat(message, values) + " " + trace);
        }

        @Override
        public boolean isTraceEnabled() {
            return true;
        }

        @Override
        public boolean isDebugEnabled() {
            return true;
        }

        @Override
        public boolean isInfoEnabled() {
            return true;
        }

        @Override
        public boolean isWarnEnabled() {
            return true;
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }
    }

    private static JobStatus job(int attempt) {
        Instant now = Instant.EPOCH;
        return new JobStatus(
                new JobIds().next(1),
                "mail",
                "default",
                JobState.RUNNING,
                attempt,
                JobProgress.NONE,
                Optional.empty(),
                new JobStatus.Times(now, now, Optional.empty(), Optional.empty()));
    }

    private static Exception failure() {
        return new IllegalStateException("secret 1", new IOException("secret 2"));
    }

    private void retried(int attempt, Exception failure) {
        log.failed(job(attempt), Ending.retry(PROBLEM, Duration.ofSeconds(7), Duration.ZERO), failure);
    }

    @Test
    void tellsWhereTheFirstOfItsKindFailed() {
        retried(1, failure());
        assertThat(lines.written)
                .singleElement()
                .asString()
                .startsWith("WARN Attempt 1 of job ")
                .contains(
                        "mail",
                        "PT7S",
                        "java.lang.IllegalStateException",
                        "FailureLogTest.failure(",
                        "Caused by: dev.headroom.jobs.Thrown$Trace: java.io.IOException")
                .doesNotContain("secret");
    }

    @Test
    void isQuietAfterThat() {
        retried(1, failure());
        retried(2, failure());
        retried(1, failure());
        assertThat(lines.written).hasSize(3);
        assertThat(lines.written.subList(1, 3))
                .allSatisfy(line -> assertThat(line)
                        .startsWith("INFO Attempt")
                        .endsWith("java.lang.IllegalStateException ")
                        .doesNotContain("secret"));
        retried(1, new IOException("another kind"));
        assertThat(lines.written.get(3)).startsWith("WARN").contains("FailureLogTest");
    }

    @Test
    void tellsWhereTheLastAttemptFailed() {
        log.failed(job(9), Ending.failed(JobState.DEAD, Optional.of(PROBLEM), Duration.ZERO), failure());
        assertThat(lines.written)
                .singleElement()
                .asString()
                .startsWith("ERROR Job ")
                .contains("dead after 9 attempts", "FailureLogTest.failure(")
                .doesNotContain("secret");
    }

    @Test
    void tellsOnceThatAListenerFails() {
        for (int time = 0; time < 3; time++) {
            log.surroundingsFailed("A JobListener", failure());
        }
        assertThat(lines.written)
                .singleElement()
                .asString()
                .startsWith("WARN A JobListener failed")
                .doesNotContain("secret");
    }
}
