package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.GuideSamplesTest.Report;
import dev.headroom.jobs.GuideSamplesTest.ReportRequest;
import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The samples of the guide for options and retry rules, and what it says of those that are not given. */
class GuideOptionsTest {

    private static final JobType<ReportRequest, Report> REPORT = GuideSamplesTest.REPORT;

    @Test
    void options() {
        // spotless:off
        JobOptions options = JobOptions.queue("reports")
                .priority(10)
                .delay(Duration.ofMinutes(5))
                .uniqueBy("2026-11", Duration.ofHours(1))
                .concurrencyKey("tenant-7", 2)
                .timeout(Duration.ofMinutes(10))
                .retention(Duration.ofDays(1));
        // spotless:on
        try (InProcessEngine engine = InProcessEngine.builder().build()) {
            Jobs jobs = Jobs.on(engine, GuideSamplesTest.JacksonJobCodec.standard());
            JobId id = jobs.enqueue(REPORT, new ReportRequest(2026), options).id();

            assertThat(jobs.enqueue(REPORT, new ReportRequest(2027), options).id())
                    .isEqualTo(id);
            assertThat(jobs.status(id).orElseThrow().state()).isEqualTo(JobState.SCHEDULED);
        }
    }

    @Test
    void defaults() {
        JobOptions options = JobOptions.standard();
        assertThat(options.queue()).isEqualTo("default");
        assertThat(options.priority()).isZero();
        assertThat(options.timeout()).isEqualTo(Duration.ofHours(1));
        assertThat(options.retention()).isEqualTo(Duration.ofDays(7));
        assertThat(RetryRules.standard().attempts()).isEqualTo(10);
        assertThat(RetryRules.standard().base()).isEqualTo(Duration.ofSeconds(10));
        assertThat(RetryRules.standard().cap()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void rules() {
        // spotless:off
        RetryRules rules = RetryRules.standard()
                .attempts(5)
                .backoff(Duration.ofSeconds(1), Duration.ofMinutes(1))
                .giveUpOn(IllegalArgumentException.class)
                .on(SocketTimeoutException.class, 20, Duration.ofSeconds(30));
        // spotless:on
        assertThat(rules.next(1, new IllegalArgumentException(), new Random())).isEmpty();
        assertThat(rules.next(19, new SocketTimeoutException(), new Random())).isPresent();
        assertThat(rules.next(5, new IOException(), new Random())).isEmpty();
    }
}
