package dev.headroom.jobs;

import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobLedger;
import dev.headroom.jobs.engine.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enqueues what time tables say. Called by one thread. */
final class CronTables {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** A time that is older was missed. */
    private static final Duration PUNCTUAL = Duration.ofMinutes(1);

    private final WorkerSettings settings;
    private final List<CronJob> jobs;
    private final JobIds ids = new JobIds();

    /** Until when each table was looked at. */
    private final Map<String, Instant> seen = new HashMap<>();

    CronTables(WorkerSettings settings, List<CronJob> jobs) {
        this.settings = settings;
        this.jobs = jobs;
    }

    /** Enqueues what is due. Never throws, so that it is called again. */
    void look() {
        for (CronJob job : jobs) {
            try {
                look(job);
            } catch (RuntimeException failure) {
                LOG.warn(
                        "The time table {} could not enqueue its job; it is tried again.",
                        job.table().name(),
                        failure);
            }
        }
    }

    private void look(CronJob job) {
        JobLedger ledger = settings.ledger();
        Instant now = ledger.now();
        CronTable table = job.table();
        Instant last = seen.get(table.name());
        if (last == null) {
            // A table that is new begins now; one that is known goes on where any worker left it.
            last = ledger.lastTick(table.name()).orElse(now);
        }
        Optional<Instant> due = table.latest(last, now);
        if (due.isPresent() && isWanted(table, due.get(), now)) {
            ledger.enqueueOnce(new CronTick(table.name(), due.get()), newJob(job, now));
        }
        seen.put(table.name(), due.orElse(last));
    }

    private static boolean isWanted(CronTable table, Instant due, Instant now) {
        return table.missed() == MissedRun.RUN_ONCE || !due.plus(PUNCTUAL).isBefore(now);
    }

    private NewJob newJob(CronJob job, Instant now) {
        return new NewJob(
                ids.next(now.toEpochMilli()),
                now,
                job.type().name(),
                job.type().version(),
                JobData.of(job.payload().get(), settings.codec()),
                job.table().options(),
                Map.of());
    }
}
