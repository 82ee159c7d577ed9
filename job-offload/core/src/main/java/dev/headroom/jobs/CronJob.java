package dev.headroom.jobs;

import java.util.function.Supplier;

/** A time table with what it enqueues. */
record CronJob(CronTable table, JobType<?, ?> type, Supplier<Object> payload) {}
