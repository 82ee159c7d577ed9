package dev.headroom.retry.exception;

/**
 * The root of all exceptions of this library. Exceptions of the database and of the persistence provider are not
 * wrapped: they reach the caller as JPA throws them.
 */
public abstract class RetryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected RetryException(String message) {
        super(message);
    }

    protected RetryException(String message, Throwable cause) {
        super(message, cause);
    }
}
