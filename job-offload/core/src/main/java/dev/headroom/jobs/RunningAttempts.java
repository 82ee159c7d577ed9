package dev.headroom.jobs;

import dev.headroom.jobs.engine.AttemptReport;
import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.ClaimState;
import dev.headroom.jobs.engine.JobStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The attempts that run in a worker, and who looks after them every second. */
final class RunningAttempts {

    /** No slot. */
    static final int CLOSED = -1;

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** Shorter ones are over before anybody could ask for them. */
    private static final Duration WORTH_ASKING = Duration.ofMillis(500);

    private final JobStore store;
    private final AttemptSlots slots;
    private volatile boolean closed;

    /**
     * @param most attempts at once
     */
    RunningAttempts(JobStore store, int most) {
        this.store = store;
        this.slots = new AttemptSlots(most);
    }

    /**
     * A claim has come.
     *
     * @return its slot; {@link #CLOSED} if its job shall not begin any more
     */
    int enter() {
        int slot = slots.take();
        if (closed) { // looked at after the slot was taken, so that who closes sees the slot or is seen here
            leave(slot);
            return CLOSED;
        }
        return slot;
    }

    /** Whatever became of a claim has ended. */
    void leave(int slot) {
        slots.free(slot);
        if (closed) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    void begin(int slot, Attempt attempt) {
        slots.put(slot, attempt);
    }

    int size() {
        return attempts().size();
    }

    private List<Attempt> attempts() {
        List<Attempt> attempts = new ArrayList<>();
        slots.forEach(attempts::add);
        return attempts;
    }

    /** No more jobs shall begin. */
    void close() {
        closed = true;
    }

    /** Waits until none runs, or the time is over. Close it before. */
    synchronized boolean awaitNone(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        for (long left = most.toNanos(); !slots.areFree(); left = end - System.nanoTime()) {
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    void stopAll(JobStoppedException.Reason reason) {
        slots.forEach(attempt -> attempt.stop(reason));
    }

    /** Stops what shall stop, and stores what was said. Never throws, so that it is called again. */
    void look() {
        try {
            stopLate();
            List<Attempt> older = attempts().stream()
                    .filter(attempt -> attempt.ran().compareTo(WORTH_ASKING) > 0)
                    .toList();
            if (!older.isEmpty()) {
                ask(older);
                report(older);
            }
        } catch (RuntimeException unreachable) {
            LOG.warn(
                    "The jobs' store does not answer; jobs go on: {}",
                    unreachable.getClass().getName());
        }
    }

    /** When there is something to look for: at once, as long as an attempt runs. */
    Optional<Instant> due() {
        return size() == 0 ? Optional.empty() : Optional.of(Instant.MIN);
    }

    private void stopLate() {
        attempts().stream()
                .filter(Attempt::isLate)
                .forEach(attempt -> attempt.stop(JobStoppedException.Reason.TIMEOUT));
    }

    private void ask(List<Attempt> asked) {
        Map<Claim, ClaimState> states =
                store.check(asked.stream().map(Attempt::claim).toList());
        for (Attempt attempt : asked) {
            ClaimState state = states.getOrDefault(attempt.claim(), ClaimState.LOST);
            if (state == ClaimState.LOST) {
                attempt.lose();
            } else if (state == ClaimState.CANCEL_REQUESTED) {
                attempt.stop(JobStoppedException.Reason.CANCELLED);
            }
        }
    }

    private void report(List<Attempt> asked) {
        Map<Claim, AttemptReport> reports = new HashMap<>();
        asked.forEach(attempt -> attempt.takeReport().ifPresent(report -> reports.put(attempt.claim(), report)));
        if (!reports.isEmpty()) {
            store.report(reports);
        }
    }
}
