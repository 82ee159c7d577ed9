package dev.headroom.jobs.model;

/**
 * What became of a job that should be enqueued.
 *
 * @param id of the job, which is another's if that is the same by {@link dev.headroom.jobs.model.JobOptions#uniqueBy}
 * @param isNew whether it was enqueued now
 */
public record Enqueued(JobId id, boolean isNew) {}
