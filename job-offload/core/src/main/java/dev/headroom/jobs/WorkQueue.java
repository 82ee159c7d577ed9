package dev.headroom.jobs;

import dev.headroom.jobs.model.DurationRange;
import dev.headroom.jobs.model.InvalidJobException;
import dev.headroom.jobs.model.StorableText;
import java.time.Duration;

/**
 * A queue that a worker takes jobs from. Immutable.
 *
 * @param name of the queue
 * @param concurrency how many at once in this worker, from 1
 * @param rate how many may begin within {@code period} in this worker; 0 for any number
 * @param period of the rate
 */
public record WorkQueue(String name, int concurrency, int rate, Duration period) {

    /**
     * Checks the values.
     *
     * @param name of the queue
     * @param concurrency from 1
     * @param rate from 0
     * @param period of the rate, from 1 millisecond to 1 day
     * @throws InvalidJobException if one is not allowed
     */
    public WorkQueue {
        StorableText.requireName("WorkQueue.of", name);
        if (concurrency < 1) {
            throw new InvalidJobException("WorkQueue.of(\"" + name + "\", " + concurrency + "): it starts at 1.");
        }
        if (rate < 0) {
            throw new InvalidJobException(
                    "WorkQueue.rate(" + rate + ", …) of \"" + name + "\": it starts at 1, and 0 is any rate.");
        }
        DurationRange.PERIOD.require("WorkQueue.rate(…, period) of \"" + name + "\"", period);
    }

    /**
     * Takes jobs as fast as they come.
     *
     * @param name of the queue
     * @param concurrency how many at once in this worker
     * @return a queue
     */
    public static WorkQueue of(String name, int concurrency) {
        return new WorkQueue(name, concurrency, 0, Duration.ofSeconds(1));
    }

    /**
     * Has at most so many begin in a time, in this worker; jobs that are claimed beyond that wait, and count as running.
     *
     * @param jobs how many, from 1
     * @param newPeriod within which, from 1 millisecond to 1 day
     * @return another queue
     * @throws InvalidJobException if the number is negative, or the period out of range
     */
    public WorkQueue rate(int jobs, Duration newPeriod) {
        return new WorkQueue(name, concurrency, jobs, newPeriod);
    }
}
