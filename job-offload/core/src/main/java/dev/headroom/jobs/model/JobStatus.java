package dev.headroom.jobs.model;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a job.
 *
 * @param id which one
 * @param type the name of its {@link dev.headroom.jobs.JobType}
 * @param queue in which it waits or waited
 * @param state where it is
 * @param attempts how many attempts have begun; one that a shutdown or a snooze ended does not count, nor one whose
 *     process died while others ran in it
 * @param progress as the handler said last
 * @param problem why the last attempt failed; empty if none has
 * @param times when what happened
 */
public record JobStatus(
        JobId id,
        String type,
        String queue,
        JobState state,
        int attempts,
        JobProgress progress,
        Optional<JobProblem> problem,
        Times times) {

    /**
     * When what happened, by the clock of the store.
     *
     * @param created when it was enqueued
     * @param due when it may run, or may run again
     * @param started when the last attempt began; empty as long as none has, and with an engine in a database
     *     for the first second of an attempt
     * @param finished when it ended
     */
    public record Times(Instant created, Instant due, Optional<Instant> started, Optional<Instant> finished) {}

    /**
     * Whether nothing more happens to it.
     *
     * @return as {@link JobState#isEnd}
     */
    public boolean isEnd() {
        return state.isEnd();
    }
}
