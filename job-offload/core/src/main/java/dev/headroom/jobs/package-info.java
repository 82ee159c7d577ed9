/**
 * Takes long work out of requests: you enqueue a job in your transaction, answer at once, and a worker runs the job, in this process or on
 * a cluster.
 *
 * <p>Begin at {@link dev.headroom.jobs.JobType}, which names a kind of job. {@link dev.headroom.jobs.Jobs} enqueues jobs, says how far they
 * are, waits for them, cancels and lists them. A {@link dev.headroom.jobs.Worker} runs your handlers, which get a {@link
 * dev.headroom.jobs.JobContext}. An engine brings jobs to workers: {@link dev.headroom.jobs.memory.InProcessEngine} loses its jobs when the
 * process ends, and {@code headroom-job-offload-db-scheduler} keeps them in a database.
 *
 * <p>A job runs at least once. What must happen once goes through {@link dev.headroom.jobs.JobContext#inTransaction}: it happens exactly
 * once, whatever fails, because an attempt commits only while it owns its job. Exceptions are {@link
 * dev.headroom.jobs.model.JobException}s; unchecked exceptions of the database reach you as they are, and checked ones inside a {@link
 * dev.headroom.jobs.model.JobStoreException}.
 *
 * <p>Inside a worker, read {@code AttemptRunner}: it turns a claim into a run of a handler, and stores how the run ends. This package uses
 * {@code model}, {@code cron} and {@code engine}, and none of them uses it.
 */
@NullMarked
package dev.headroom.jobs;

import org.jspecify.annotations.NullMarked;
