package dev.headroom.retry;

import dev.headroom.retry.exception.RetryException;

/** Thrown for an outcome that is none of those that the caller wants, with that outcome. */
public final class ConflictException extends RetryException {

    private static final long serialVersionUID = 1L;

    /** Not for other processes. */
    private final transient Outcome outcome;

    ConflictException(String message, Outcome outcome) {
        super(message);
        this.outcome = outcome;
    }

    /**
     * What happened instead.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }
}
