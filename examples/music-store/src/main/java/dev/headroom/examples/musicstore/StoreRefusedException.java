package dev.headroom.examples.musicstore;

/** The store does not start, for a reason that its user can mend. */
public final class StoreRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String wayOut;

    /**
     * A reason that is complete in itself.
     *
     * @param reason what happened, in sentences
     * @param wayOut what to do about it, in sentences
     */
    public StoreRefusedException(String reason, String wayOut) {
        super(reason);
        this.wayOut = wayOut;
    }

    /**
     * A reason with another failure behind it.
     *
     * @param reason what happened, in sentences
     * @param wayOut what to do about it, in sentences
     * @param cause the failure
     */
    public StoreRefusedException(String reason, String wayOut, Throwable cause) {
        super(reason, cause);
        this.wayOut = wayOut;
    }

    /**
     * What to do about it.
     *
     * @return sentences for the user
     */
    public String wayOut() {
        return wayOut;
    }
}
