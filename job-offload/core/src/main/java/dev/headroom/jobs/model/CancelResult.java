package dev.headroom.jobs.model;

/** What became of a call that cancels a job. */
public enum CancelResult {
    /** It had not begun, and never will. */
    CANCELLED,
    /** It runs; its attempt is asked to stop within seconds, and may yet succeed. */
    REQUESTED,
    /** It has ended already, or there is none. */
    TOO_LATE
}
