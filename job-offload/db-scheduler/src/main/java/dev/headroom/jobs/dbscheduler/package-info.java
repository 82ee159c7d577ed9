/**
 * Durable jobs of a cluster in PostgreSQL, MariaDB or H2, carried by <a href="https://github.com/kagkarlsson/db-scheduler">db-scheduler</a>.
 *
 * <p>Begin at {@link dev.headroom.jobs.dbscheduler.DbSchedulerEngine}; the tables are in {@link
 * dev.headroom.jobs.dbscheduler.DbSchedulerSchema}.
 */
@NullMarked
package dev.headroom.jobs.dbscheduler;

import org.jspecify.annotations.NullMarked;
