package dev.headroom.jobs.engine;

import java.time.Instant;

/**
 * A time of a time table.
 *
 * @param name of the time table
 * @param time for which a job is to be enqueued
 */
public record CronTick(String name, Instant time) {}
