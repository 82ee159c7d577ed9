/**
 * Long work leaves the request: it is enqueued in the caller's transaction, answered at once, and run once, in this process or on a
 * cluster.
 *
 * <p>A {@link dev.headroom.jobs.JobType} names a kind of job. {@link dev.headroom.jobs.Jobs} enqueues, tells how far a job is, waits, cancels
 * and lists. A {@link dev.headroom.jobs.Worker} runs handlers, which get a {@link dev.headroom.jobs.JobContext}. An engine carries the jobs
 * between them: {@link dev.headroom.jobs.memory.InProcessEngine} within this process, which loses them when it ends, or one of another module,
 * which does not.
 *
 * <p>A job runs at least once. What must happen once goes through {@link dev.headroom.jobs.JobContext#inTransaction}: it happens exactly once,
 * whatever fails, because an attempt commits only while it owns its job. Exceptions are {@link dev.headroom.jobs.JobException}s; those of the
 * database reach the caller as they are, or wrapped in a {@link dev.headroom.jobs.JobStoreException} where they are checked.
 */
@NullMarked
package dev.headroom.jobs;

import org.jspecify.annotations.NullMarked;
