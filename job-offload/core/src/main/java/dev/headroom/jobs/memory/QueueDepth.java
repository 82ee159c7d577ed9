package dev.headroom.jobs.memory;

import dev.headroom.jobs.model.QueueFullException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** How many jobs of a queue wait, and how fast they become fewer. Without a limit nobody asks, and nothing is counted. */
final class QueueDepth {

    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofMinutes(5);

    /** How many of the last jobs tell the speed. */
    private static final int SAMPLE = 100;

    private final String queue;
    private final int limit;
    private final boolean limited;
    private final AtomicInteger waiting = new AtomicInteger();

    private int left;
    private long sampleStart = System.nanoTime();
    private double nanosecondsEach = Duration.ofSeconds(1).toNanos();

    QueueDepth(String queue, int limit) {
        this.queue = queue;
        this.limit = limit;
        this.limited = limit < Integer.MAX_VALUE;
    }

    /**
     * A job will wait.
     *
     * @throws QueueFullException if it must not
     */
    void reserve() {
        if (limited && waiting.incrementAndGet() > limit) {
            int depth = waiting.decrementAndGet();
            throw new QueueFullException(queue, depth, retryAfter());
        }
    }

    /**
     * A job would wait.
     *
     * @throws QueueFullException if it must not
     */
    void requireRoom() {
        if (limited && waiting.get() >= limit) {
            throw new QueueFullException(queue, waiting.get(), retryAfter());
        }
    }

    /** A job waits again, for which there is always room. */
    void enter() {
        if (limited) {
            waiting.incrementAndGet();
        }
    }

    /** A job waits no more. */
    void leave() {
        if (limited) {
            waiting.decrementAndGet();
            measure();
        }
    }

    private synchronized void measure() {
        if (++left == SAMPLE) {
            long now = System.nanoTime();
            nanosecondsEach = (double) (now - sampleStart) / SAMPLE;
            sampleStart = now;
            left = 0;
        }
    }

    /** Until a tenth of the queue should have left. */
    private synchronized Duration retryAfter() {
        Duration computed = Duration.ofNanos((long) (nanosecondsEach * Math.max(limit / 10, 1)));
        if (computed.compareTo(LEAST) < 0) {
            return LEAST;
        }
        return computed.compareTo(MOST) > 0 ? MOST : Duration.ofSeconds(computed.toSeconds() + 1);
    }
}
