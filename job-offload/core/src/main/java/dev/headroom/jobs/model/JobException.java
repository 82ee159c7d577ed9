package dev.headroom.jobs.model;

/** The root of what this module throws. */
public abstract class JobException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * For subclasses.
     *
     * @param message what was attempted, and what to do
     */
    protected JobException(String message) {
        super(message);
    }

    /**
     * For subclasses.
     *
     * @param message what was attempted, and what to do
     * @param cause what failed
     */
    protected JobException(String message, Throwable cause) {
        super(message, cause);
    }
}
