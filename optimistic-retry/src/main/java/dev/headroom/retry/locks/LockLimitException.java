package dev.headroom.retry.locks;

import dev.headroom.retry.exception.RetryException;
import java.time.Duration;

/**
 * Thrown when a {@link LockLimit} is full. Nothing was done. It is not tried again here: others are at work, and one more who
 * asks makes it no faster. Answer 503 with {@code Retry-After}, or put the work into a queue.
 */
public final class LockLimitException extends RetryException {

    private static final long serialVersionUID = 1L;

    /** Of the limit. */
    private final String name;

    /** At least 1. */
    private final int permits;

    /** Zero if the limit refuses at once. */
    private final Duration waited;

    LockLimitException(String name, int permits, Duration waited) {
        super("LockLimit \"" + name + "\" is full: all " + permits + " permits are in use"
                + (waited.isZero() ? "" : ", and none came back within " + waited)
                + ". Nothing was done; ask later, or give the limit more permits.");
        this.name = name;
        this.permits = permits;
        this.waited = waited;
    }

    /**
     * Which limit is full.
     *
     * @return the name that it was given
     */
    public String name() {
        return name;
    }

    /**
     * How many hold a permit.
     *
     * @return at least 1
     */
    public int permits() {
        return permits;
    }

    /**
     * How long the thread waited.
     *
     * @return zero if the limit refuses at once
     */
    public Duration waited() {
        return waited;
    }
}
