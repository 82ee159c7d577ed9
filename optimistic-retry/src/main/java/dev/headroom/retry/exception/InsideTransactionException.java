package dev.headroom.retry.exception;

/**
 * Thrown when something that needs transactions of its own was called inside one. Its attempts could not see what others
 * have committed since, the first failure would have marked the outer transaction for rollback, and the outer transaction
 * would hold its connection and locks while the application computes.
 */
public final class InsideTransactionException extends RetryException {

    private static final long serialVersionUID = 1L;

    public InsideTransactionException(String call) {
        super(call
                + " was called inside a transaction, but each of its attempts needs one of its own: call it before the"
                + " transaction begins, or after it ends, for instance from a method without @Transactional.");
    }
}
