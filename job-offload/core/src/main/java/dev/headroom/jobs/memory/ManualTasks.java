package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.RepeatedTasks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Done when a test's clock is turned, at those of their times at which there is something to do. */
final class ManualTasks implements RepeatedTasks {

    private final ManualTime time;
    private final List<Repeated> open = new ArrayList<>();

    ManualTasks(ManualTime time) {
        this.time = time;
    }

    @Override
    public void every(Duration period, Runnable task) {
        every(period, task, () -> Optional.of(Instant.MIN));
    }

    @Override
    public void every(Duration period, Runnable task, Supplier<Optional<Instant>> due) {
        Repeated repeated = new Repeated(period, task, due, time.instant());
        open.add(repeated);
        time.add(repeated);
    }

    @Override
    public void close() {
        open.forEach(time::remove);
        open.clear();
    }

    private static final class Repeated implements ManualTime.Repeated {

        private final Duration period;
        private final Runnable task;
        private final Supplier<Optional<Instant>> due;

        /** A multiple of the period after the start. */
        private Instant last;

        Repeated(Duration period, Runnable task, Supplier<Optional<Instant>> due, Instant start) {
            this.period = period;
            this.task = task;
            this.due = due;
            this.last = start;
        }

        @Override
        public Optional<Instant> next(Instant now) {
            return due.get().map(wanted -> {
                Instant first = wanted.isAfter(now) ? wanted : now;
                long passed = last.until(first, ChronoUnit.MILLIS) / period.toMillis();
                Instant next = last.plus(period.multipliedBy(Math.max(1, passed)));
                return next.isBefore(first) ? next.plus(period) : next;
            });
        }

        @Override
        public void run(Instant now) {
            last = now;
            task.run();
        }
    }
}
