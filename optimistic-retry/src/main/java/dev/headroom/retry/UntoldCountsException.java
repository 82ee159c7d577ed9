package dev.headroom.retry;

/**
 * The driver has carried out a batch, and does not say of each statement how many rows it wrote. What was written cannot be told
 * afterwards: the new version may be another's.
 */
final class UntoldCountsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UntoldCountsException() {
        super("The driver does not tell the update counts of a batch.");
    }
}
