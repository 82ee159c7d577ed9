package dev.headroom.retry.exception;

/** Thrown for an update that the entity's mapping does not allow, before anything is sent. */
public final class InvalidUpdateException extends RetryException {

    private static final long serialVersionUID = 1L;

    public InvalidUpdateException(String message) {
        super(message);
    }
}
