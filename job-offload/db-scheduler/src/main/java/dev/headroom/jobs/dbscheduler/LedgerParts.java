package dev.headroom.jobs.dbscheduler;

import java.time.Duration;
import java.util.Map;

/** What the ledger is made of. */
record LedgerParts(
        StoreConnections connections,
        Tickets tickets,
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
        Records records,
        Prunes prunes,
        Suspects suspects,
        Isolation isolation) {

    static LedgerParts of(StoreConnections connections, StoreClock clock, Map<String, Integer> limits) {
        Dialect dialect = connections.dialect();
        Tickets tickets = new Tickets(dialect);
        Endings endings = new Endings(dialect, tickets, clock);
        return new LedgerParts(
                connections,
                tickets,
                clock,
                new Enqueuer(dialect, tickets),
                new JobReads(connections, tickets, clock),
                new HeldClaims(HeldClaims.FRESH),
                endings,
                new EndingBatches(connections, endings),
                new Cancellations(connections, tickets, clock),
                new Redrives(connections, tickets, clock),
                new Admissions(connections, tickets, clock),
                new QueueDepths(tickets, limits),
                new Records(connections, tickets, clock),
                new Prunes(connections, clock),
                new Suspects(connections, tickets),
                new Isolation(Duration.ofSeconds(10), Duration.ofHours(1)));
    }
}
