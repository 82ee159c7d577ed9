package dev.headroom.benchmarks.jobs;

import java.util.List;

/**
 * What a contender did in one turn.
 *
 * @param jobs how many it did
 * @param seconds it took for them
 * @param costs of them for the server
 * @param times of single jobs or calls, in nanoseconds; those that never came to an end took at least so long
 * @param correct whether each job ran once
 */
record Turn(long jobs, double seconds, ServerCosts costs, List<Long> times, boolean correct) {

    static final double NANOS_PER_SECOND = 1_000_000_000;

    static Turn wrong() {
        return new Turn(0, 0, ServerCosts.NONE, List.of(), false);
    }
}
