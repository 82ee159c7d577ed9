package dev.headroom.jobs.cron;

/** What happens to times of a cron schedule at which no worker ran. */
public enum MissedRun {
    /** Nothing: the next one is the next. */
    SKIP,
    /** One job for the last of them. A schedule is known from the moment when a worker first had it. */
    RUN_ONCE
}
