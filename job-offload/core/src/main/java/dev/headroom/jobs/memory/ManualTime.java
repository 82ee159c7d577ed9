package dev.headroom.jobs.memory;

import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.InvalidJobException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** A clock that stands until it is turned, and then does what was planned, in order. It jumps from one thing that is due to the next. */
final class ManualTime extends Clock {

    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(Comparator.comparing(Planned::time).thenComparing(Planned::order));
    private final List<Repeated> repeated = new ArrayList<>();
    private Instant now;
    private long order;

    private record Planned(Instant time, long order, Runnable task) {}

    /** What is done again and again. */
    interface Repeated {

        /** When it is done next, not before now; empty if it need not be done as long as nothing else is. */
        Optional<Instant> next(Instant now);

        void run(Instant now);
    }

    private record Next(Instant time, Runnable task) {}

    ManualTime(Instant start) {
        this.now = start;
    }

    void at(Duration delay, Runnable task) {
        planned.add(new Planned(now.plus(delay), order++, task));
    }

    void add(Repeated task) {
        repeated.add(task);
    }

    void remove(Repeated task) {
        repeated.remove(task);
    }

    void advance(Duration duration) {
        Instant end = now.plus(DurationRange.FROM_ZERO.require("advance", duration));
        for (Optional<Next> next = next(end); next.isPresent(); next = next(end)) {
            now = next.get().time();
            next.get().task().run();
        }
        now = end.isAfter(now) ? end : now; // a task may have turned the clock, too
    }

    /** What is due first, until then. */
    private Optional<Next> next(Instant end) {
        Planned first = planned.peek();
        Next next = first == null
                ? null
                : new Next(first.time().isAfter(now) ? first.time() : now, () -> runPlanned(first));
        for (Repeated each : repeated) {
            Instant time = each.next(now).orElse(Instant.MAX);
            if (next == null || time.isBefore(next.time())) {
                next = new Next(time, () -> each.run(time));
            }
        }
        return Optional.ofNullable(next).filter(due -> !due.time().isAfter(end));
    }

    private void runPlanned(Planned task) {
        planned.remove(); // it is the first
        task.task().run();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new InvalidJobException("withZone(" + zone + "): this clock has times only.");
    }
}
