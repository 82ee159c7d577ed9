/**
 * Durable jobs of a cluster in PostgreSQL, MariaDB or H2, found and claimed by <a
 * href="https://github.com/kagkarlsson/db-scheduler">db-scheduler</a>.
 *
 * <p>Begin at {@link dev.headroom.jobs.dbscheduler.DbSchedulerEngine}; the tables are in {@link
 * dev.headroom.jobs.dbscheduler.DbSchedulerSchema}. Inside, {@code DbSchedulerStore} keeps the jobs, {@code QueueSubscription} runs those of
 * a queue, and a {@code HeldClaim} is what this process knows of a job that it runs. {@code QueueEntries} writes the rows that db-scheduler
 * claims, one for each job that may run.
 */
@NullMarked
package dev.headroom.jobs.dbscheduler;

import org.jspecify.annotations.NullMarked;
