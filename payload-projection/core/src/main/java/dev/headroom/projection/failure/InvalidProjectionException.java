package dev.headroom.projection.failure;

/**
 * A view does not fit its entity: a component names no attribute, has another type, or cannot hold the null that may come.
 * It is raised when the projection is built, so at the application's start. The message names the component, the attribute,
 * both types and the next step.
 */
public final class InvalidProjectionException extends ProjectionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message names the component, the attribute, both types and the next step
     */
    public InvalidProjectionException(String message) {
        super(message);
    }
}
