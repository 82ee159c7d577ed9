package dev.headroom.jobs;

import dev.headroom.jobs.engine.CronTick;
import dev.headroom.jobs.engine.JobData;
import dev.headroom.jobs.engine.JobLedger;
import dev.headroom.jobs.engine.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enqueues what time tables say. Called by one thread. */
final class CronTables {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /** A time that is older was missed. */
    private static final Duration PUNCTUAL = Duration.ofMinutes(1);

    private final WorkerSettings settings;
    private final List<Table> tables;
    private final JobIds ids = new JobIds();

    CronTables(WorkerSettings settings, List<CronJob> jobs) {
        this.settings = settings;
        this.tables = jobs.stream().map(Table::new).toList();
    }

    /** A table, and what this worker knows of it. */
    private static final class Table {

        private final CronJob job;

        /** Until when it was looked at; null before it is known since when it is there. */
        private @Nullable Instant seen;

        /** Its first time after that. */
        private Instant next = Instant.MIN;

        private boolean failing;

        Table(CronJob job) {
            this.job = job;
        }

        void see(Instant until) {
            if (!until.equals(seen)) {
                seen = until;
                next = job.times().next(until);
            }
        }
    }

    /** Enqueues what is due. Never throws, so that it is called again. */
    void look() {
        for (Table table : tables) {
            try {
                look(table);
                table.failing = false;
            } catch (Throwable failure) { // the payload is made by the application
                warn(table, failure);
            }
        }
    }

    private static void warn(Table table, Throwable failure) {
        if (!table.failing) {
            LOG.warn(
                    "The time table {} could not enqueue its job; it is tried again each second.",
                    table.job.table().name(),
                    Thrown.trace(failure));
        }
        table.failing = true;
    }

    /** When there is something to enqueue; empty if there are no tables. */
    Optional<Instant> due() {
        return tables.stream().map(table -> table.next).min(Comparator.naturalOrder());
    }

    private void look(Table known) {
        JobLedger ledger = settings.ledger();
        Instant now = ledger.now();
        CronTable table = known.job.table();
        Instant seen = known.seen;
        if (seen == null) {
            seen = ledger.lastTick(table.name(), now); // where any worker left it
            known.see(seen);
        }
        if (now.isBefore(known.next)) {
            return;
        }
        Instant due = known.job.times().latest(seen, now).orElse(seen);
        if (due.isAfter(seen) && isWanted(table, due, now)) {
            ledger.enqueueOnce(new CronTick(table.name(), due), newJob(known.job, now));
        }
        known.see(due);
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
