package dev.headroom.jobs.memory;

import dev.headroom.jobs.model.JobState;
import java.time.Clock;
import java.time.Duration;

/** Has jobs run when their time comes. */
final class Schedule {

    /** A worker may start after the first jobs are enqueued. */
    private static final Duration UNSERVED = Duration.ofMinutes(1);

    private final MemoryHost host;
    private final Clock clock;

    Schedule(MemoryHost host, Clock clock) {
        this.host = host;
        this.clock = clock;
    }

    /** A job that was enqueued just now, and may run at once. */
    void addNew(MemoryJob job) {
        job.queue().addNew(job);
        added(job.queue());
    }

    private void added(MemoryQueue queue) {
        host.ready();
        if (queue.missesSubscriber()) {
            host.later(UNSERVED, queue::tellIfMissed);
        }
    }

    /** Any job. */
    void add(MemoryJob job) {
        Duration delay = Duration.between(clock.instant(), job.due());
        boolean isDue = delay.isNegative() || delay.isZero();
        if (job.state() == JobState.READY || (isDue && job.makeReady())) {
            ready(job);
            return;
        }
        host.later(delay, () -> {
            if (job.makeReady()) {
                ready(job);
            }
        });
    }

    private void ready(MemoryJob job) {
        job.queue().add(job);
        added(job.queue());
    }
}
