package dev.headroom.jobs.engine;

import dev.headroom.jobs.model.JobId;

/**
 * The right of one attempt to run a job, until another attempt has a later one.
 *
 * @param id of the job
 * @param queue of the job
 * @param fence a fencing token: a later claim of the same job has a greater one (Kleppmann, "How to do distributed locking", 2016)
 */
public record Claim(JobId id, String queue, long fence) {}
