package dev.headroom.jobs.dbscheduler;

import com.github.kagkarlsson.scheduler.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The clock of the database, followed by this process between the moments when it asks: workers whose own clocks differ agree about who
 * is late. Safe for use by many threads.
 */
final class StoreClock implements Clock {

    /** An answer that took longer says little about the time, but more than the clock of this machine. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private volatile boolean known;
    private volatile Reading reading = new Reading(Instant.now(), System.nanoTime());

    /** What the clock showed at a moment of {@link System#nanoTime}. */
    private record Reading(Instant time, long nanoTime) {}

    /**
     * Sets the clock.
     *
     * @param time by the database
     * @param asked when it was asked, by {@link System#nanoTime}
     */
    void set(Instant time, long asked) {
        long answered = System.nanoTime();
        long took = answered - asked;
        if (took < SLOW.toNanos() || !known) {
            known = true;
            reading = new Reading(time, asked + took / 2);
        }
    }

    @Override
    public Instant now() {
        Reading last = reading;
        return last.time().plusNanos(System.nanoTime() - last.nanoTime());
    }

    long milliseconds() {
        return now().toEpochMilli();
    }
}
