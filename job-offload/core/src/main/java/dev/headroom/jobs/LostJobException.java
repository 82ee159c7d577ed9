package dev.headroom.jobs;

import dev.headroom.jobs.model.JobException;
import dev.headroom.jobs.model.JobId;

/**
 * Thrown in a handler whose attempt does not own the job any more, because its process was taken for dead and another attempt has begun,
 * or may begin. Nothing that the attempt still writes through the context counts. Let it pass: the worker knows what to do.
 */
public final class LostJobException extends JobException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one; for engines.
     *
     * @param id the job
     */
    public LostJobException(JobId id) {
        super("This attempt does not own the job " + id
                + " any more; it ends here, and another attempt does the work.");
    }
}
