package dev.headroom.jobs.engine;

import dev.headroom.jobs.model.JobProgress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a worker says of an attempt that runs.
 *
 * @param ran for how long so far
 * @param progress what the handler has said since the last report; empty if nothing
 */
public record AttemptReport(Duration ran, Optional<JobProgress> progress) {}
