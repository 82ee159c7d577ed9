package dev.headroom.jobs.engine;

import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A job as it is stored.
 *
 * @param status what is known of it
 * @param version of its payload
 * @param payload what it needs
 * @param result what has come of it; empty if there is none
 * @param context of the code that enqueued it
 * @param timeout of its attempts
 */
public record StoredJob(
        JobStatus status,
        int version,
        JobData payload,
        Optional<JobData> result,
        Map<String, String> context,
        Duration timeout) {}
