package dev.headroom.jobs.model;

/** Where a job is. */
public enum JobState {
    /** It has a time in the future. */
    SCHEDULED,
    /** It may run, and waits for a worker, or for others of its key. */
    READY,
    /** A worker runs it. */
    RUNNING,
    /** An attempt has failed, and the next one has a time. */
    RETRYING,
    /** It has ended, and has its result. */
    SUCCEEDED,
    /** It was cancelled. */
    CANCELLED,
    /** It will not be tried again, unless it is {@linkplain dev.headroom.jobs.Jobs#redrive redriven}. */
    DEAD;

    /**
     * Whether nothing more happens to it.
     *
     * @return true for SUCCEEDED, CANCELLED and DEAD
     */
    public boolean isEnd() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
