package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.headroom.jobs.GuideSamplesTest.JacksonJobCodec;
import dev.headroom.jobs.GuideSamplesTest.Report;
import dev.headroom.jobs.GuideSamplesTest.ReportRequest;
import dev.headroom.jobs.cron.CronSchedule;
import dev.headroom.jobs.cron.MissedRun;
import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.SettableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** The samples of the guide for cron schedules, and for payloads of older releases. */
class GuideReleasesTest {

    private static final JobType<ReportRequest, Report> REPORT = GuideSamplesTest.REPORT;

    // spotless:off
    record ReportPeriod(int firstYear, int lastYear) {}

    static final JobType<ReportPeriod, Report> PERIOD =
            JobType.of("report", ReportPeriod.class, Report.class).version(2);
    // spotless:on

    private final JobCodec codec = JacksonJobCodec.standard();

    @Test
    void timeTables() throws Exception {
        SettableClock clock = SettableClock.at("2026-11-01T12:00:00Z");
        try (InProcessEngine engine = InProcessEngine.builder().clock(clock).build();
                Worker worker = nightly(engine, clock)) {
            Jobs jobs = Jobs.on(engine, codec);
            // A table that is new begins at its first look.
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                clock.advance(Duration.ofDays(1));
                return !jobs.list(JobQuery.all().type(REPORT.name())).isEmpty();
            });
            assertThat(jobs.list(JobQuery.all().queue("reports"))).isNotEmpty();
            assertThat(worker.drain(Duration.ofSeconds(10)).finished()).isTrue();
        }
    }

    private Worker nightly(InProcessEngine engine, Clock clock) {
        // spotless:off
        CronSchedule nightly = CronSchedule.of("nightly-report", "0 3 * * *", ZoneId.of("Europe/Berlin"))
                .missed(MissedRun.RUN_ONCE)
                .options(JobOptions.queue("reports"));
        Worker worker = Worker.on(engine, codec)
                .queue("reports", 2)
                .handle(REPORT, this::write)
                .cron(nightly, REPORT, () -> new ReportRequest(LocalDate.now(clock).getYear()))
                .start();
        // spotless:on
        return worker;
    }

    private Report write(ReportRequest request, JobContext context) {
        return new Report(request.year(), context.attempt());
    }

    @Test
    void payloadsOfOlderReleases() throws Exception {
        try (InProcessEngine engine = InProcessEngine.builder().build();
                Worker worker = upcasting(engine)) {
            Jobs jobs = Jobs.on(engine, codec);
            JobId id = jobs.enqueue(REPORT, new ReportRequest(2026), JobOptions.queue("reports"))
                    .id();

            assertThat(jobs.await(id, Duration.ofSeconds(10)).orElseThrow().state())
                    .isEqualTo(JobState.SUCCEEDED);
            assertThat(jobs.result(PERIOD, id)).hasValue(new Report(2026, 1));
            assertThat(worker.drain(Duration.ofSeconds(10)).finished()).isTrue();
        }
    }

    private Worker upcasting(InProcessEngine engine) {
        // spotless:off
        Worker worker = Worker.on(engine, codec)
                .queue("reports", 2)
                .handle(PERIOD, (period, context) -> count(period))
                .upcast("report", 1, text -> text.replaceFirst("\"year\":(\\d+)", "\"firstYear\":$1,\"lastYear\":$1"))
                .start();
        // spotless:on
        return worker;
    }

    private static Report count(ReportPeriod period) {
        return new Report(period.firstYear(), period.lastYear() - period.firstYear() + 1);
    }
}
