package dev.headroom.jobs.engine;

import dev.headroom.jobs.model.JobProblem;
import dev.headroom.jobs.model.JobProgress;
import dev.headroom.jobs.model.JobState;
import java.time.Duration;
import java.util.Optional;

/**
 * How an attempt ends.
 *
 * @param state SUCCEEDED, CANCELLED, DEAD, or RETRYING, READY and SCHEDULED for another attempt
 * @param result what has come of the job
 * @param problem why the attempt failed
 * @param delay until the next attempt, by the clock of the store
 * @param counts whether the attempt counts
 * @param ran how long the attempt took, which tells the store when it began
 * @param progress as the handler said last; empty if it said nothing
 */
public record Ending(
        JobState state,
        Optional<JobData> result,
        Optional<JobProblem> problem,
        Duration delay,
        boolean counts,
        Duration ran,
        Optional<JobProgress> progress) {

    /**
     * The job has its result.
     *
     * @param result what has come of it
     * @param ran how long the attempt took
     * @return an ending
     */
    public static Ending succeeded(Optional<JobData> result, Duration ran) {
        return new Ending(JobState.SUCCEEDED, result, Optional.empty(), Duration.ZERO, true, ran, Optional.empty());
    }

    /**
     * The job ends without a result.
     *
     * @param state CANCELLED or DEAD
     * @param problem why; empty if there is none
     * @param ran how long the attempt took
     * @return an ending
     */
    public static Ending failed(JobState state, Optional<JobProblem> problem, Duration ran) {
        return new Ending(state, Optional.empty(), problem, Duration.ZERO, true, ran, Optional.empty());
    }

    /**
     * Keeps how far the handler was.
     *
     * @param said last; empty if it said nothing
     * @return another ending
     */
    public Ending progress(Optional<JobProgress> said) {
        return said.isEmpty() ? this : new Ending(state, result, problem, delay, counts, ran, said);
    }

    /**
     * The attempt failed, and there is another one.
     *
     * @param problem why
     * @param delay until the next attempt
     * @param ran how long the attempt took
     * @return an ending
     */
    public static Ending retry(JobProblem problem, Duration delay, Duration ran) {
        return new Ending(
                JobState.RETRYING, Optional.empty(), Optional.of(problem), delay, true, ran, Optional.empty());
    }

    /**
     * The attempt does not count, and there is another one.
     *
     * @param problem why; empty for a snooze or a shutdown
     * @param delay until the next attempt
     * @param ran how long the attempt took
     * @return an ending
     */
    public static Ending released(Optional<JobProblem> problem, Duration delay, Duration ran) {
        JobState state = delay.isZero() ? JobState.READY : JobState.SCHEDULED;
        return new Ending(state, Optional.empty(), problem, delay, false, ran, Optional.empty());
    }
}
