package dev.headroom.examples.musicstore.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a report is. Why it failed is nobody's business outside of the store.
 *
 * @param id of the job
 * @param state of the job
 * @param attempts that have begun
 * @param progress months that are done, of all, and the one that is being added up
 * @param created when it was asked for
 * @param finished when it ended; null until then
 * @param result the report; null until it is there
 */
record ReportStatus(
        String id,
        JobState state,
        int attempts,
        JobProgress progress,
        Instant created,
        @Nullable Instant finished,
        @Nullable RevenueReport result) {

    static ReportStatus of(JobStatus status, Optional<RevenueReport> result) {
        return new ReportStatus(
                status.id().toString(),
                status.state(),
                status.attempts(),
                status.progress(),
                status.times().created(),
                status.times().finished().orElse(null),
                result.orElse(null));
    }

    @JsonIgnore
    boolean isEnd() {
        return state.isEnd();
    }
}
