package dev.headroom.jobs;

import dev.headroom.jobs.model.JobException;
import dev.headroom.jobs.model.JobId;

/** Thrown in a handler that has to stop. Let it pass: the worker knows what to do. */
public final class JobStoppedException extends JobException {

    private static final long serialVersionUID = 1L;

    /** Why a handler has to stop. */
    public enum Reason {
        /** You called {@link Jobs#cancel}; the job ends as CANCELLED. */
        CANCELLED,
        /** The attempt took longer than it may; the job is tried again, as the retry rules say. */
        TIMEOUT,
        /** The worker is shut down; the job is run again at once elsewhere, and the attempt does not count. */
        SHUTDOWN
    }

    /** Why the handler has to stop. */
    private final Reason reason;

    JobStoppedException(JobId id, Reason reason) {
        super("The job " + id + " shall stop: " + reason + ".");
        this.reason = reason;
    }

    /**
     * Why the handler has to stop.
     *
     * @return a reason
     */
    public Reason reason() {
        return reason;
    }
}
