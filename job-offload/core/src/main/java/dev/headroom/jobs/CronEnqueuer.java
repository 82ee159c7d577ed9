package dev.headroom.jobs;

import dev.headroom.jobs.cron.CronSchedule;
import dev.headroom.jobs.cron.MissedRun;
import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobStore;
import dev.headroom.jobs.engine.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enqueues the jobs of cron schedules at their times. Called by one thread. */
final class CronEnqueuer {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** A time that is older was missed. */
    private static final Duration PUNCTUAL = Duration.ofMinutes(1);

    private final WorkerSettings settings;
    private final List<Known> schedules;
    private final JobIds ids = new JobIds();

    CronEnqueuer(WorkerSettings settings, List<CronJob> jobs) {
        this.settings = settings;
        this.schedules = jobs.stream().map(Known::new).toList();
    }

    /** A schedule with the job that it enqueues. */
    record CronJob(CronSchedule schedule, JobType<?, ?> type, Supplier<Object> payload) {}

    /** A schedule, and what this worker knows of it. */
    private static final class Known {

        private final CronJob job;

        /** Until when it was looked at; null before it is known since when it is there. */
        private @Nullable Instant seen;

        /** Its first time after that. */
        private Instant next = Instant.MIN;

        private boolean failing;

        Known(CronJob job) {
            this.job = job;
        }

        void see(Instant until) {
            if (!until.equals(seen)) {
                seen = until;
                next = job.schedule().next(until);
            }
        }
    }

    /** Enqueues what is due. Never throws, so that it is called again. */
    void look() {
        for (Known known : schedules) {
            try {
                look(known);
                known.failing = false;
            } catch (Throwable failure) { // the payload is made by the application
                warn(known, failure);
            }
        }
    }

    private static void warn(Known known, Throwable failure) {
        if (!known.failing) {
            LOG.warn(
                    "The cron schedule {} could not enqueue its job; the worker tries again each second.",
                    known.job.schedule().name(),
                    Thrown.trace(failure));
        }
        known.failing = true;
    }

    /** When there is something to enqueue; empty if there are no schedules. */
    Optional<Instant> due() {
        return schedules.stream().map(known -> known.next).min(Comparator.naturalOrder());
    }

    private void look(Known known) {
        JobStore store = settings.store();
        Instant now = store.now();
        CronSchedule schedule = known.job.schedule();
        Instant seen = known.seen;
        if (seen == null) {
            seen = store.lastTick(schedule.name(), now); // where any worker left it
            known.see(seen);
        }
        if (now.isBefore(known.next)) {
            return;
        }
        Instant due = schedule.latest(seen, now).orElse(seen);
        if (due.isAfter(seen) && isWanted(schedule, due, now)) {
            store.enqueueOnce(new CronTick(schedule.name(), due), newJob(known.job, now));
        }
        known.see(due);
    }

    private static boolean isWanted(CronSchedule schedule, Instant due, Instant now) {
        return schedule.missed() == MissedRun.RUN_ONCE || !due.plus(PUNCTUAL).isBefore(now);
    }

    private NewJob newJob(CronJob job, Instant now) {
        return new NewJob(
                ids.next(now.toEpochMilli()),
                now,
                job.type().name(),
                job.type().version(),
                JobData.of(job.payload().get(), settings.codec()),
                job.schedule().options(),
                Map.of());
    }
}
