package dev.headroom.retry.exception;

/**
 * Thrown when the thread was interrupted while it waited for the next attempt, or for a {@link
 * dev.headroom.retry.locks.LockLimit}. The thread is still marked as interrupted.
 */
public final class RetryInterruptedException extends RetryException {

    private static final long serialVersionUID = 1L;

    public RetryInterruptedException(int attempts, InterruptedException cause) {
        super(
                "The thread was interrupted before the next attempt: nothing was written in " + attempts
                        + " attempts, and no other is made.",
                cause);
    }

    public RetryInterruptedException(String message) {
        super(message);
    }
}
