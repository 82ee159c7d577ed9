package dev.headroom.jobs.engine;

/** What has become of a claim while its attempt runs. */
public enum ClaimState {
    /** The attempt owns the job. */
    OWNED,
    /** It owns the job, and you asked to cancel the job. */
    CANCEL_REQUESTED,
    /** It does not own the job any more. */
    LOST
}
