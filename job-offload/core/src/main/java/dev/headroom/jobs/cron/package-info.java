/**
 * Cron schedules, by which a worker enqueues jobs again and again.
 *
 * <p>Begin at {@link dev.headroom.jobs.cron.CronSchedule}. The fields of an expression find local times that fit; the zone turns these
 * into moments, and decides what happens when clocks change. This package uses {@code dev.headroom.jobs.model} only.
 */
@NullMarked
package dev.headroom.jobs.cron;

import org.jspecify.annotations.NullMarked;
