package dev.headroom.jobs.dbscheduler;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.Ending;
import dev.headroom.jobs.model.JobStoreException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Writes attempts of a queue that end at about the same time by one statement: while one thread writes, others gather, and one of them
 * writes for all. Nobody waits for others to come. (Group commit: DeWitt et al., "Implementation Techniques for Main Memory Database
 * Systems", SIGMOD 1984.)
 */
final class EndingBatches {

    /** Results may be long. */
    private static final int MOST = 50;

    private final StoreConnections connections;
    private final Endings endings;
    private final Map<String, Batch> queues = new ConcurrentHashMap<>();

    EndingBatches(StoreConnections connections, Endings endings) {
        this.connections = connections;
        this.endings = endings;
    }

    /**
     * Ends a job.
     *
     * @return false if the attempt does not own it
     * @throws JobStoreException if the store fails; it may have ended then
     */
    boolean finish(Claim claim, Ending ending) {
        Batch batch = queues.computeIfAbsent(claim.queue(), queue -> new Batch());
        Waiting mine = new Waiting(claim, ending);
        if (batch.enter(mine)) {
            write(batch);
        }
        Boolean ended = mine.outcome();
        return ended == null ? alone(claim, ending) : ended;
    }

    private boolean alone(Claim claim, Ending ending) {
        return connections.single("end", own -> endings.finish(own, claim, ending));
    }

    private void write(Batch batch) {
        List<Waiting> together = batch.take();
        try {
            write(together);
        } catch (JobStoreException failure) {
            if (together.size() == 1 || !isRefused(failure)) {
                together.forEach(each -> each.failure = failure);
            }
        } finally {
            batch.leave(together);
        }
    }

    private void write(List<Waiting> together) {
        if (together.size() == 1) {
            Waiting one = together.get(0);
            one.ended = alone(one.claim, one.ending);
            return;
        }
        Map<Claim, Ending> all = new HashMap<>();
        together.forEach(each -> all.put(each.claim, each.ending));
        Set<Claim> ended = connections.single("end", own -> endings.finishAll(own, all));
        together.stream().filter(each -> ended.contains(each.claim)).forEach(each -> each.ended = true);
    }

    /** A value of one of them does not fit. (SQL standard, class 22: data exception.) */
    private static boolean isRefused(JobStoreException failure) {
        return failure.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith("22");
    }

    /** An attempt that ends. */
    private static final class Waiting {

        private final Claim claim;
        private final Ending ending;
        private final Semaphore turn = new Semaphore(0);
        private boolean writes;
        private @Nullable Boolean ended;
        private @Nullable JobStoreException failure;

        Waiting(Claim claim, Ending ending) {
            this.claim = claim;
            this.ending = ending;
        }

        /** Whether it has ended; null if it was left out: it does not own the job, or somebody holds the job's row or has just changed it, or values are refused. */
        @Nullable Boolean outcome() {
            if (failure != null) {
                throw new JobStoreException(String.valueOf(failure.getMessage()), failure);
            }
            return ended;
        }
    }

    /** Those of one queue. */
    private static final class Batch {

        private final Queue<Waiting> waiting = new ArrayDeque<>();
        private boolean writing;

        /** Returns when it is written, false, or when it is to write, true. */
        boolean enter(Waiting mine) {
            synchronized (this) {
                waiting.add(mine);
                if (!writing) {
                    writing = true;
                    return true;
                }
            }
            mine.turn.acquireUninterruptibly();
            return mine.writes;
        }

        synchronized List<Waiting> take() {
            List<Waiting> some = new ArrayList<>();
            while (some.size() < MOST && !waiting.isEmpty()) {
                some.add(waiting.remove());
            }
            return some;
        }

        /** Has the next of those who have gathered write. */
        synchronized void leave(List<Waiting> written) {
            Waiting next = waiting.peek();
            writing = next != null;
            if (next != null) {
                next.writes = true;
                next.turn.release();
            }
            written.forEach(each -> each.turn.release());
        }
    }
}
