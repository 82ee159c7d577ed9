package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.jobs.memory.ManualEngine;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobQuery;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import dev.headroom.testsupport.DocumentedSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import tools.jackson.databind.json.JsonMapper;

/** The samples of the guide that need no database. */
@SuppressWarnings("NullAway") // steps return what their work returns
class GuideSamplesTest {

    private static final Path TESTS = Path.of("src/test/java/dev/headroom/jobs");
    private static final Path DURABLE =
            Path.of("../db-scheduler/src/test/java/dev/headroom/jobs/dbscheduler/DurableGuideSamplesTest.java");

    private static final Path SPRING = Path.of(
                    "../../examples/music-store/src/test/java/dev/headroom/examples/musicstore")
            .resolve("report/SpringTransactionsTest.java");

    record ReportRequest(int year) {}

    record Report(int year, long lines) {}

    static final JobType<ReportRequest, Report> REPORT = JobType.of("report", ReportRequest.class, Report.class);

    record Mail(String to) {}

    private static final JobType<Mail, Void> MAIL = JobType.of("mail", Mail.class, Void.class);

    /** As that of the module for Jackson. */
    static final class JacksonJobCodec {

        static JobCodec standard() {
            JsonMapper mapper = new JsonMapper();
            return new JobCodec() {
                @Override
                public String encode(Object value) {
                    return mapper.writeValueAsString(value);
                }

                @Override
                public <T> T decode(String text, Class<T> type) {
                    return mapper.readValue(text, type);
                }
            };
        }
    }

    private final JobCodec codec = JacksonJobCodec.standard();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable last : open) {
            last.close();
        }
    }

    /** What was opened last is closed first. */
    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    @Test
    void standInTests() throws IOException {
        DocumentedSamples samples = DocumentedSamples.inMarkdown(Path.of("../../docs/guides/job-offload.md"));
        assertThat(samples.count()).isPositive();
        Set<String> missing = new TreeSet<>(samples.missingIn(TESTS.resolve("GuideSamplesTest.java")));
        missing.retainAll(samples.missingIn(DURABLE));
        missing.retainAll(samples.missingIn(SPRING));
        try (Stream<Path> tests = Files.list(TESTS)) {
            tests.filter(Files::isRegularFile).forEach(test -> missing.retainAll(samples.missingIn(test)));
        }
        assertThat(missing).isEmpty();
    }

    // spotless:off
    Report write(ReportRequest request, JobContext context) throws Exception {
        long lines = 0;
        for (int month = 1; month <= 12; month++) {
            context.progress(month - 1, 12, "month " + month);
            YearMonth counted = YearMonth.of(request.year(), month);
            lines += context.step("month-" + month, Long.class, () -> count(counted));
        }
        return new Report(request.year(), lines);
    }
    // spotless:on

    private static long count(YearMonth month) {
        return month.lengthOfMonth();
    }

    @Test
    void tour() throws Exception {
        // spotless:off
        InProcessEngine engine = InProcessEngine.builder().limit("reports", 1_000).build();
        Jobs jobs = Jobs.on(engine, JacksonJobCodec.standard());
        Worker worker = Worker.on(engine, JacksonJobCodec.standard())
                .queue("reports", 2)
                .handle(REPORT, (request, context) -> write(request, context))
                .start();
        // spotless:on
        opened(engine);
        opened(worker);
        assertThat(look(jobs)).isPresent();
        // spotless:off
        DrainReport drained = worker.drain(Duration.ofSeconds(20));
        // spotless:on
        assertThat(drained).isEqualTo(new DrainReport(true, 0, 0));
    }

    private Optional<JobStatus> look(Jobs jobs) throws InterruptedException {
        // spotless:off
        JobId id = jobs.enqueue(REPORT, new ReportRequest(2026), JobOptions.queue("reports")).id();
        JobStatus status = jobs.status(id).orElseThrow();
        Optional<Report> report = jobs.result(REPORT, id);
        // spotless:on
        assertThat(status.queue()).isEqualTo("reports");
        assertThat(report.map(Report::lines).orElse(365L)).isEqualTo(365);
        assertThat(jobs.await(id, Duration.ofSeconds(10)).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(jobs.result(REPORT, id)).hasValue(new Report(2026, 365));
        return Optional.of(status);
    }

    @Test
    void http() throws Exception {
        Jobs jobs = reporting("default");
        int year = 2024;
        Duration preferredWait = Duration.ofSeconds(10);
        // spotless:off
        JobId id = jobs.enqueue(REPORT, new ReportRequest(year)).id();
        JobStatus status = jobs.await(id, preferredWait).orElseThrow();
        int code = status.isEnd() ? 200 : 202;
        // spotless:on
        assertThat(code).isEqualTo(200);
        assertThat(awaitEnd(jobs).state()).isEqualTo(JobState.SUCCEEDED);
    }

    private static JobStatus awaitEnd(Jobs jobs) throws InterruptedException {
        // spotless:off
        JobId id = jobs.enqueue(REPORT, new ReportRequest(2026)).id();
        JobStatus ended = jobs.await(id, Duration.ofSeconds(10)).orElseThrow();
        // spotless:on
        return ended;
    }

    private Jobs reporting(String queue) {
        InProcessEngine engine = opened(InProcessEngine.builder().build());
        opened(Worker.on(engine, codec)
                .queue(queue, 1)
                .handle(REPORT, this::write)
                .start());
        return Jobs.on(engine, codec);
    }

    @Test
    void workers() throws Exception {
        InProcessEngine engine = opened(InProcessEngine.builder().build());
        // spotless:off
        Worker worker = Worker.on(engine, codec)
                .queue(WorkQueue.of("mail", 8).rate(50, Duration.ofSeconds(1)))
                .queue("reports", 2)
                .handle(MAIL, this::send, RetryRules.standard().giveUpOn(IllegalArgumentException.class))
                .handle(REPORT, this::write)
                .propagate(ContextPropagator.mdc("traceId"))
                .start();
        // spotless:on
        opened(worker);
        Jobs jobs = Jobs.on(engine, codec).propagate(ContextPropagator.mdc("traceId"));
        MDC.put("traceId", "4711");
        JobId id = jobs.enqueue(MAIL, new Mail("a"), JobOptions.queue("mail")).id();
        MDC.remove("traceId");

        assertThat(jobs.await(id, Duration.ofSeconds(10)).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(sent).containsExactly("a 4711");
        JobId refused =
                jobs.enqueue(MAIL, new Mail(""), JobOptions.queue("mail")).id();
        assertThat(jobs.await(refused, Duration.ofSeconds(10)).orElseThrow().state())
                .isEqualTo(JobState.DEAD);
        assertThat(lists(jobs)).isZero();
    }

    private @Nullable Void send(Mail mail, JobContext context) {
        if (mail.to().isEmpty()) {
            throw new IllegalArgumentException("nobody");
        }
        sent.add(mail.to() + " " + MDC.get("traceId"));
        return null;
    }

    private static int lists(Jobs jobs) {
        // spotless:off
        List<JobStatus> dead = jobs.list(JobQuery.all().states(JobState.DEAD).queue("reports").limit(100));
        int redriven = jobs.redrive(JobQuery.all().type(REPORT.name()));
        // spotless:on
        assertThat(dead).isEmpty();
        return redriven;
    }

    @Test
    void snoozes() throws Exception {
        InProcessEngine engine = opened(InProcessEngine.builder().build());
        AtomicInteger attempts = new AtomicInteger();
        opened(Worker.on(engine, codec)
                .queue("default", 1)
                .handle(REPORT, (request, context) -> {
                    attempts.set(context.attempt());
                    // spotless:off
                    if (!isThere(request)) {
                        throw context.snooze(Duration.ofMinutes(1));
                    }
                    // spotless:on
                    return null;
                })
                .start());
        Jobs jobs = Jobs.on(engine, codec);
        JobId id = jobs.enqueue(REPORT, new ReportRequest(1)).id();
        JobStatus status = jobs.status(id).orElseThrow();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (status.state() != JobState.SCHEDULED && System.nanoTime() < end) {
            status = jobs.status(id).orElseThrow();
        }

        assertThat(status.state()).isEqualTo(JobState.SCHEDULED);
        assertThat(status.attempts()).isZero();
        assertThat(attempts).hasValue(1);
        assertThatThrownBy(() -> jobs.result(MAIL, id)).isInstanceOf(InvalidJobException.class);
    }

    private static boolean isThere(ReportRequest request) {
        return request.year() > 1;
    }

    @Test
    void testing() {
        // spotless:off
        ManualEngine engine = ManualEngine.manual();
        Jobs jobs = Jobs.on(engine, codec);
        Worker worker = Worker.on(engine, codec).queue("default", 1).handle(MAIL, this::send).start();
        JobId id = jobs.enqueue(MAIL, new Mail("ann"), JobOptions.standard().delay(Duration.ofHours(1))).id();
        engine.runAll();                        // nothing: its time has not come
        engine.advance(Duration.ofHours(1));
        engine.crashWorker();                   // the mail is sent, and the process dies before that is stored
        engine.runAll();                        // so it is sent again, with the same idempotency key
        // spotless:on
        opened(engine);
        opened(worker);
        assertThat(sent).hasSize(2).allMatch(mail -> mail.startsWith("ann"));
        assertThat(jobs.status(id).orElseThrow())
                .returns(JobState.SUCCEEDED, JobStatus::state)
                .returns(2, JobStatus::attempts);
    }
}
