package dev.headroom.jobs.memory;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that may run: those of the highest priority first, and of the same priority the oldest. Most jobs come in that order, and stand in
 * a line that needs no lock. Safe for use by many threads.
 */
final class ReadyJobs {

    static final Comparator<MemoryJob> ORDER =
            Comparator.<MemoryJob>comparingInt(job -> -job.options().priority()).thenComparing(MemoryJob::id);

    /** New ones of priority 0. */
    private final Queue<MemoryJob> line = new ConcurrentLinkedQueue<>();

    /** Others. Guarded by itself. */
    private final PriorityQueue<MemoryJob> sorted = new PriorityQueue<>(ORDER);

    private volatile int sortedCount;

    /** A job that was enqueued just now. */
    void addNew(MemoryJob job) {
        if (job.options().priority() == 0) {
            line.add(job);
        } else {
            add(job);
        }
    }

    /** Any job. */
    void add(MemoryJob job) {
        synchronized (sorted) {
            sorted.add(job);
            sortedCount = sorted.size();
        }
    }

    boolean isEmpty() {
        return sortedCount == 0 && line.isEmpty();
    }

    /** Returns null if there is none. */
    @Nullable MemoryJob poll() {
        return sortedCount == 0 ? line.poll() : pollFirst();
    }

    private @Nullable MemoryJob pollFirst() {
        synchronized (sorted) {
            MemoryJob plain = line.peek();
            MemoryJob other = sorted.peek();
            if (other != null && (plain == null || ORDER.compare(other, plain) < 0)) {
                sorted.remove();
                sortedCount = sorted.size();
                return other;
            }
        }
        return line.poll();
    }

    /** Returns false if it is not here. */
    boolean remove(MemoryJob job) {
        synchronized (sorted) {
            boolean removed = sorted.remove(job);
            sortedCount = sorted.size();
            return removed || line.remove(job);
        }
    }
}
