package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.Scenario.Size;
import java.time.Duration;
import java.util.List;

/** How much of the scenario. */
final class JobSizes {

    private final boolean full;

    JobSizes(Size size) {
        this.full = size == Size.FULL;
    }

    /** Turns of each producer, which are short: the machine wakes those who wait for each other at two speeds, and changes between them. */
    int enqueueRounds() {
        return full ? 9 : 1;
    }

    /** Turns of each contender in a case. */
    int rounds() {
        return full ? 3 : 1;
    }

    /** Jobs of which each contender runs each once before anything is measured. */
    int checked() {
        return full ? 4_000 : 300;
    }

    /** How long producers enqueue in a turn. */
    Duration enqueuing() {
        return Duration.ofMillis(full ? 700 : 100);
    }

    /** Jobs that are drained in a turn. */
    int drained() {
        return full ? 10_000 : 100;
    }

    /** Turns of each contender before any drain is measured: in the first ones the compiler is still at work. */
    int drainWarmUps() {
        return full ? 6 : 1;
    }

    /** For draining them. */
    Duration drainLimit() {
        return Duration.ofMillis(full ? 2_500 : 1_000);
    }

    /** Jobs a second that come in an open loop. */
    List<Integer> rates() {
        return full ? List.of(50, 300) : List.of(300);
    }

    /** Where they are enqueued, seen from the worker. */
    List<String> places() {
        return full ? List.of("same", "other") : List.of("same");
    }

    /** How long they come in a turn. */
    Duration loop() {
        return Duration.ofMillis(full ? 4_000 : 500);
    }

    /** Jobs of the future, and as many ended ones. */
    int backlog() {
        return full ? 1_000_000 : 10_000;
    }

    /** Ended jobs that are deleted in a turn. */
    int pruned() {
        return full ? 200_000 : 5_000;
    }

    /** How long a snapshot is held. */
    Duration snapshot() {
        return Duration.ofMillis(full ? 20_000 : 500);
    }

    /** Jobs of the tenant with many. */
    int tenant() {
        return full ? 2_000 : 200;
    }

    /** Turns without a database that only warm up, and as many that are measured. */
    int warmUps() {
        return full ? 20 : 2;
    }

    /** Jobs without a database in a turn. */
    int inProcess() {
        return full ? 100_000 : 5_000;
    }
}
