package dev.headroom.projection.failure;

/**
 * The root of all exceptions of this library. Exceptions of the database and of the persistence provider are not
 * wrapped: they reach the caller as JPA throws them.
 */
public abstract class ProjectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was attempted, the rule, and the next step
     */
    protected ProjectionException(String message) {
        super(message);
    }
}
