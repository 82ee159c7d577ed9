package dev.headroom.jobs.model;

import java.time.Duration;

/** A queue has as many waiting jobs as it may have. The job was not enqueued: answer 503 or 429 with {@code Retry-After}. */
public final class QueueFullException extends JobException {

    private static final long serialVersionUID = 1L;

    /** Its name. */
    private final String queue;

    /** How many jobs waited. */
    private final long depth;

    /** When to try again. */
    private final Duration retryAfter;

    /**
     * Makes one; for engines.
     *
     * @param queue its name
     * @param depth how many jobs wait
     * @param retryAfter when to try again
     */
    public QueueFullException(String queue, long depth, Duration retryAfter) {
        super("The queue \"" + queue + "\" has " + depth
                + " waiting jobs, which is as many as it may have: try again in " + retryAfter.toSeconds()
                + " s, run more workers, or allow more where the engine is built.");
        this.queue = queue;
        this.depth = depth;
        this.retryAfter = retryAfter;
    }

    /**
     * Which queue.
     *
     * @return its name
     */
    public String queue() {
        return queue;
    }

    /**
     * How many jobs were waiting.
     *
     * @return a number, which others may have changed since
     */
    public long depth() {
        return depth;
    }

    /**
     * When to try again, estimated from the speed of the last jobs: from 1 second to 5 minutes.
     *
     * @return whole seconds
     */
    public Duration retryAfter() {
        return retryAfter;
    }
}
