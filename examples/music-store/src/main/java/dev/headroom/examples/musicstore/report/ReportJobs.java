package dev.headroom.examples.musicstore.report;

import dev.headroom.jobs.JobType;
import dev.headroom.jobs.Jobs;
import dev.headroom.jobs.model.CancelResult;
import dev.headroom.jobs.model.JobId;
import dev.headroom.jobs.model.JobOptions;
import dev.headroom.jobs.model.JobStatus;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reports that are made as jobs. */
@Component
class ReportJobs {

    static final JobType<ReportRequest, RevenueReport> TYPE =
            JobType.of("revenue-report", ReportRequest.class, RevenueReport.class);

    static final String QUEUE = "reports";

    private static final JobOptions OPTIONS =
            JobOptions.queue(QUEUE).timeout(Duration.ofMinutes(1)).retention(Duration.ofHours(1));

    private final Jobs jobs;
    private final EntityManager entityManager;

    ReportJobs(Jobs jobs, EntityManager entityManager) {
        this.jobs = jobs;
        this.entityManager = entityManager;
    }

    /** In the transaction of whoever calls: rolled back with it, and run when it is committed. */
    @Transactional
    JobId enqueue(ReportRequest request) {
        return jobs.in(entityManager).enqueue(TYPE, request, OPTIONS).id();
    }

    Optional<ReportStatus> status(JobId id) {
        return jobs.status(id)
                .filter(status -> status.type().equals(TYPE.name()))
                .map(status -> ReportStatus.of(status, result(status)));
    }

    private Optional<RevenueReport> result(JobStatus status) {
        return status.isEnd() ? jobs.result(TYPE, status.id()) : Optional.empty();
    }

    /** Until it has ended, or the time is over. */
    void await(JobId id, Duration most) throws InterruptedException {
        jobs.await(id, most);
    }

    CancelResult cancel(JobId id) {
        return jobs.cancel(id);
    }
}
