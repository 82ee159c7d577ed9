package dev.headroom.jobs.engine;

import dev.headroom.jobs.model.JobProgress;
import java.time.Duration;
import java.util.Optional;

/**
 * A report of a worker about a running attempt.
 *
 * @param ran for how long so far
 * @param progress what the handler has said since the last report; empty if nothing
 */
public record AttemptReport(Duration ran, Optional<JobProgress> progress) {}
