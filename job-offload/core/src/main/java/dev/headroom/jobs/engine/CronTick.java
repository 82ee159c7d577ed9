package dev.headroom.jobs.engine;

import java.time.Instant;

/**
 * A time of a cron schedule.
 *
 * @param name of the cron schedule
 * @param time for which a job is to be enqueued
 */
public record CronTick(String name, Instant time) {}
