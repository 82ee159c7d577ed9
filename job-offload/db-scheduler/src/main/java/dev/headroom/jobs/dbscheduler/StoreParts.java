package dev.headroom.jobs.dbscheduler;

import java.time.Duration;
import java.util.Map;

/** What the store is made of. */
record StoreParts(
        StoreConnections connections,
        QueueEntries entries,
        StoreClock clock,
        Enqueuer enqueuer,
        JobReads reads,
        HeldClaims claims,
        Endings endings,
        EndingBatches batches,
        Cancellations cancellations,
        Redrives redrives,
        Admissions admissions,
        QueueDepths depths,
        RunningJobs running,
        Prunes prunes,
        Suspects suspects,
        Isolation isolation) {

    static StoreParts of(StoreConnections connections, StoreClock clock, Map<String, Integer> limits) {
        Dialect dialect = connections.dialect();
        QueueEntries entries = new QueueEntries(dialect);
        Endings endings = new Endings(dialect, entries, clock);
        return new StoreParts(
                connections,
                entries,
                clock,
                new Enqueuer(dialect, entries),
                new JobReads(connections, entries, clock),
                new HeldClaims(HeldClaims.FRESH),
                endings,
                new EndingBatches(connections, endings),
                new Cancellations(connections, entries, clock),
                new Redrives(connections, entries, clock),
                new Admissions(connections, entries, clock),
                new QueueDepths(entries, limits),
                new RunningJobs(connections, entries, clock),
                new Prunes(connections, clock),
                new Suspects(connections, entries),
                new Isolation(Duration.ofSeconds(10), Duration.ofHours(1)));
    }
}
