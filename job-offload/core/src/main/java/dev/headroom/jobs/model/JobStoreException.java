package dev.headroom.jobs.model;

/** The store of the jobs failed. What it was asked to do may have been done, if the connection was lost at the end of it. */
public final class JobStoreException extends JobException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one; for engines.
     *
     * @param message what was attempted
     * @param cause what the database said
     */
    public JobStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
