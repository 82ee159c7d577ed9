package dev.headroom.jobs;

import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobState;
import dev.headroom.jobs.model.JobStatus;
import java.time.Duration;

/**
 * Hears what a worker does, for metrics and logs. Called on the worker's threads. The worker logs the first exception of a listener, and
 * goes on.
 */
public interface JobListener {

    /** Listens to nothing. */
    JobListener NONE = new JobListener() {};

    /**
     * An attempt begins.
     *
     * @param job which one
     * @param waited since it was due
     */
    default void started(JobStatus job, Duration waited) {}

    /**
     * An attempt has ended, and that is stored.
     *
     * @param job as it was when the attempt began
     * @param state where it is now: an end, RETRYING, or READY or SCHEDULED if the attempt did not count
     * @param took how long the attempt took
     */
    default void ended(JobStatus job, JobState state, Duration took) {}

    /**
     * An attempt does not own its job any more: another one does the work again.
     *
     * @param job as it was when the attempt began
     */
    default void lost(JobStatus job) {}

    /**
     * A job waits because this worker does not know its type or version, or cannot read its payload. It is neither failed nor deleted:
     * a worker of another release may take it.
     *
     * @param job which one
     * @param problem why
     */
    default void parked(JobStatus job, JobProblem problem) {}
}
