package dev.headroom.jobs.cron;

/** What happens to times of a time table at which no worker was there. */
public enum MissedRun {
    /** Nothing: the next one is the next. */
    SKIP,
    /** One job for the last of them. A table is known from the moment when a worker first had it. */
    RUN_ONCE
}
