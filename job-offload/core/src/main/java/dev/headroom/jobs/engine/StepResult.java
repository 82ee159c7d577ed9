package dev.headroom.jobs.engine;

import java.util.Optional;

/**
 * What a step returned.
 *
 * @param data empty for null
 */
public record StepResult(Optional<JobData> data) {}
