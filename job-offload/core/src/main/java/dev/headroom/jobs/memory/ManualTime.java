package dev.headroom.jobs.memory;

import dev.headroom.jobs.InvalidJobException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that stands until it is turned, and then does what was planned, in order. */
final class ManualTime extends Clock {

    private final PriorityQueue<Planned> planned =
            new PriorityQueue<>(Comparator.comparing(Planned::time).thenComparing(Planned::order));
    private Instant now;
    private long order;

    private record Planned(Instant time, long order, Runnable task) {}

    ManualTime(Instant start) {
        this.now = start;
    }

    void at(Duration delay, Runnable task) {
        planned.add(new Planned(now.plus(delay), order++, task));
    }

    void advance(Duration duration) {
        if (duration.isNegative()) {
            throw new InvalidJobException("advance(" + duration + "): time does not go back.");
        }
        Instant end = now.plus(duration);
        while (!planned.isEmpty() && !planned.peek().time().isAfter(end)) {
            Planned next = planned.remove();
            now = next.time();
            next.task().run();
        }
        now = end;
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
