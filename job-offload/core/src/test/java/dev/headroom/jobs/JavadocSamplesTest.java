package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.jobs.memory.InProcessEngine;
import dev.headroom.jobs.memory.ManualEngine;
import dev.headroom.jobs.model.Enqueued;
import dev.headroom.jobs.model.JobCodec;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobState;
import dev.headroom.testsupport.DatabaseKind;
import dev.headroom.testsupport.DocumentedSamples;
import dev.headroom.testsupport.RecordedStore;
import dev.headroom.testsupport.Servers;
import dev.headroom.testsupport.ServersExtension;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every sample of the Javadoc, run. */
@ExtendWith(ServersExtension.class)
class JavadocSamplesTest {

    private static final Path THIS = Path.of("src/test/java/dev/headroom/jobs/JavadocSamplesTest.java");

    record ReportRequest(int year) {}

    record Report(int lines) {}

    // spotless:off
    static final JobType<ReportRequest, Report> REPORT = JobType.of("report", ReportRequest.class, Report.class);
    // spotless:on

    private final JobCodec codec = new TextCodec();
    private final ReportRequest request = new ReportRequest(2026);

    /** The sample enqueues in its transaction. */
    @Entity
    static class Cover {

        @Id
        long id;
    }

    private static Report write(ReportRequest request, JobContext context) {
        return new Report(request.year() + context.attempt());
    }

    @Test
    void standInThisTest() {
        DocumentedSamples samples = DocumentedSamples.inJavadoc(Path.of("src/main/java"));
        assertThat(samples.count()).isEqualTo(6);
        assertThat(samples.missingIn(THIS)).isEmpty();
    }

    @Test
    void anEngineAndAWorker() throws Exception {
        // spotless:off
        InProcessEngine engine = InProcessEngine.builder().limit("reports", 1_000).build();
        Worker worker = Worker.on(engine, codec)
            .queue("reports", 2)
            .handle(REPORT, (request, context) -> write(request, context))
            .start();
        // spotless:on
        try (engine;
                worker) {
            Jobs jobs = Jobs.on(engine, codec);
            Enqueued enqueued = optional(jobs);
            jobs.await(enqueued.id(), Duration.ofSeconds(20));
            assertThat(jobs.result(REPORT, enqueued.id())).hasValue(new Report(2027));
        }
    }

    private Enqueued optional(Jobs jobs) {
        return
        // spotless:off
        jobs.enqueue(REPORT, request, JobOptions.queue("reports").uniqueBy("2026-11", Duration.ofHours(1)));
        // spotless:on
    }

    @Test
    void aTransaction(Servers servers) {
        try (InProcessEngine engine =
                        InProcessEngine.builder().afterCommit(Runnable::run).build();
                RecordedStore store = new RecordedStore(servers.database(DatabaseKind.H2), Cover.class);
                EntityManager entityManager = store.entityManagers.createEntityManager()) {
            entityManager.getTransaction().begin();
            // spotless:off
            Jobs jobs = Jobs.on(engine, codec);
            JobId id = jobs.in(entityManager).enqueue(REPORT, new ReportRequest(2026)).id();
            // spotless:on
            entityManager.getTransaction().commit();
            assertThat(jobs.status(id)).isPresent();
        }
    }

    @Test
    void byHand() {
        JobHandler<ReportRequest, Report> handler = JavadocSamplesTest::write;
        // spotless:off
        ManualEngine engine = ManualEngine.manual();
        Worker worker = Worker.on(engine, codec).queue("default", 1).handle(REPORT, handler).start();
        JobId id = Jobs.on(engine, codec).enqueue(REPORT, request).id();
        engine.runNext();
        // spotless:on
        assertThat(Jobs.on(engine, codec).status(id).orElseThrow().state()).isEqualTo(JobState.SUCCEEDED);
        worker.close();
    }
}
