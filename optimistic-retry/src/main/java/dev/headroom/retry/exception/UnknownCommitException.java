package dev.headroom.retry.exception;

import java.util.Objects;

/**
 * Thrown when the connection was lost while a transaction was being committed, so that it is unknown whether it was. It is
 * not tried again: that could do the work twice. Find out by reading what the work would have written, then decide.
 */
public final class UnknownCommitException extends RetryException {

    private static final long serialVersionUID = 1L;

    public UnknownCommitException(Throwable cause) {
        super(
                "The transaction may have been committed or not: the database did not answer to its commit. Read what the"
                        + " work would have written before it is done again.",
                cause);
    }

    /**
     * What the database's driver said.
     *
     * @return the failure of the commit
     */
    @Override
    public synchronized Throwable getCause() {
        return Objects.requireNonNull(super.getCause());
    }
}
