package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.NewJob;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds queues whose jobs wait because no worker of any process takes them. It follows one job of each queue that this process fills and
 * does not empty: if no worker has claimed it for a time, and no other job of the queue runs, the queue has no worker.
 */
final class UnservedQueues {

    private final StoreConnections connections;
    private final QueueEntries entries;
    private final StoreClock clock;
    private final Duration patience;

    /** The first job of each queue that was enqueued since it was last looked at. */
    private final Map<String, NewJob> followed = new ConcurrentHashMap<>();

    /** For the one thread that looks. */
    private final Set<String> told = new HashSet<>();

    /**
     * @param patience for how long a job waits before its queue counts as unserved
     */
    UnservedQueues(StoreParts parts, Duration patience) {
        this.connections = parts.connections();
        this.entries = parts.entries();
        this.clock = parts.clock();
        this.patience = patience;
    }

    /** Jobs that wait for a time or for others of their key say nothing about workers. */
    void enqueued(String queue, List<NewJob> jobs) {
        if (!followed.containsKey(queue)) {
            jobs.stream()
                    .filter(job -> job.options().queue().equals(queue))
                    .filter(job -> job.options().start().isEmpty()
                            && job.options().concurrencyKey().isEmpty())
                    .findFirst()
                    .ifPresent(job -> followed.putIfAbsent(queue, job));
        }
    }

    /** Returns the queues that have no worker, each once until it has one. */
    List<String> look() {
        Instant old = clock.now().minus(patience);
        List<String> missing = new ArrayList<>();
        followed.forEach((queue, job) -> {
            if (!job.created().isAfter(old)) {
                followed.remove(queue, job);
                if (!connections.single("look", connection -> waits(connection, queue, job))) {
                    told.remove(queue);
                } else if (told.add(queue)) {
                    missing.add(queue);
                }
            }
        });
        return missing;
    }

    private boolean waits(Connection connection, String queue, NewJob job) throws SQLException {
        String from = "select count(*) from " + entries.table(queue) + " where task_name = ? and ";
        String id = job.id().toString();
        return Sql.number(
                                connection,
                                from + "task_instance = ? and picked = ? and version = ?",
                                Sql.TASK,
                                id,
                                false,
                                QueueEntries.Entry.FIRST)
                        == 1
                && Sql.number(connection, from + "picked = ?", Sql.TASK, true) == 0;
    }
}
