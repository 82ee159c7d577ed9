package dev.headroom.jobs.dbscheduler;

import java.time.Duration;

/**
 * How often an engine looks at its store.
 *
 * @param poll for jobs that others enqueued or whose time has come
 * @param heartbeat of running jobs
 * @param search for lost queue entries
 */
record EngineSettings(Duration poll, Duration heartbeat, Duration search) {

    /** As few as db-scheduler allows. */
    static final int MISSED_HEARTBEATS = 4;
}
