package dev.headroom.jobs.memory;

import dev.headroom.jobs.JobState;
import java.time.Clock;
import java.time.Duration;

/** Has jobs run when their time comes. */
final class Schedule {

    private final MemoryCarrier carrier;
    private final Clock clock;

    Schedule(MemoryCarrier carrier, Clock clock) {
        this.carrier = carrier;
        this.clock = clock;
    }

    /** A job that was enqueued just now, and may run at once. */
    void addNew(MemoryJob job) {
        job.queue().addNew(job);
        carrier.ready();
    }

    /** Any job. */
    void add(MemoryJob job) {
        Duration delay = Duration.between(clock.instant(), job.due());
        boolean isDue = delay.isNegative() || delay.isZero();
        if (job.state() == JobState.READY || (isDue && job.makeReady())) {
            ready(job);
            return;
        }
        carrier.later(delay, () -> {
            if (job.makeReady()) {
                ready(job);
            }
        });
    }

    private void ready(MemoryJob job) {
        job.queue().add(job);
        carrier.ready();
    }
}
