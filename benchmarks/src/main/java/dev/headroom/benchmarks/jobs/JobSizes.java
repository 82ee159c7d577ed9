package dev.headroom.benchmarks.jobs;

import dev.headroom.benchmarks.Scenario.Size;
import java.time.Duration;

/**
 * How much of the scenario.
 *
 * @param rounds turns of each contender in a case
 * @param enqueuing how long producers enqueue in a turn
 * @param drained jobs that are drained in a turn
 * @param limit for draining them
 * @param loop how long jobs come in a turn
 * @param backlog rows of jobs of the future, and as many of ended ones
 * @param snapshot how long a snapshot is held
 * @param tenant jobs of the tenant with many
 * @param inProcess jobs without a database in a turn
 */
record JobSizes(
        int rounds,
        Duration enqueuing,
        int drained,
        Duration limit,
        Duration loop,
        int backlog,
        Duration snapshot,
        int tenant,
        int inProcess) {

    static JobSizes of(Size size) {
        return size == Size.FULL
                ? new JobSizes(
                        2,
                        Duration.ofMillis(700),
                        1_500,
                        Duration.ofMillis(2_500),
                        Duration.ofSeconds(5),
                        1_000_000,
                        Duration.ofSeconds(20),
                        2_000,
                        100_000)
                : new JobSizes(
                        1,
                        Duration.ofMillis(100),
                        100,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(500),
                        10_000,
                        Duration.ofMillis(500),
                        200,
                        5_000);
    }
}
