package dev.headroom.jobs;

import java.util.function.Supplier;

/**
 * A time table with what it enqueues.
 *
 * @param times of the table
 */
record CronJob(CronTable table, CronTimes times, JobType<?, ?> type, Supplier<Object> payload) {}
