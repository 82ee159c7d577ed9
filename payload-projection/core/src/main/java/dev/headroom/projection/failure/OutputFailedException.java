package dev.headroom.projection.failure;

import java.io.IOException;

/**
 * What takes the rows did not take them: most often the client has gone. The cause is the exception of the stream. The
 * statements were read to here only, and a transaction of the caller is still open.
 */
public final class OutputFailedException extends ProjectionException {

    private static final long serialVersionUID = 1L;

    /** Whole ones. */
    private final long rows;

    /**
     * Says how much went out before.
     *
     * @param rows {@link #rows()}
     * @param cause the exception of the stream
     */
    public OutputFailedException(long rows, IOException cause) {
        super(
                "The output took " + rows + " whole rows and then failed with "
                        + cause.getClass().getName()
                        + ", as it does when a client goes away: nothing needs to be done, but the client has no complete answer.");
        initCause(cause);
        this.rows = rows;
    }

    /**
     * How many whole rows the stream had taken.
     *
     * @return 0 or more; the client may have received fewer, and a part of one more
     */
    public long rows() {
        return rows;
    }
}
