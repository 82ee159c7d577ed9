package dev.headroom.jobs.memory;

import dev.headroom.jobs.model.JobOptions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs of one queue that may run, and the threads that wait for them. Safe for use by many threads. */
final class MemoryQueue {

    private static final Logger LOG = LoggerFactory.getLogger(InProcessEngine.class);

    private final String name;
    private final QueueDepth depth;
    private final ReadyJobs ready = new ReadyJobs();
    private final ConcurrencyLimits gates = new ConcurrencyLimits();
    private final IdleThreads idle = new IdleThreads();
    private final IdleThreads paused = new IdleThreads();
    private volatile boolean open = true;

    /** How many take jobs from it. */
    private final AtomicInteger subscribers = new AtomicInteger();

    /** Whether somebody looks, or has said, that nobody takes its jobs. */
    private final AtomicBoolean missed = new AtomicBoolean();

    MemoryQueue(String name, QueueDepth depth) {
        this.name = name;
        this.depth = depth;
    }

    QueueDepth depth() {
        return depth;
    }

    void subscribed() {
        subscribers.incrementAndGet();
        missed.set(false);
    }

    void unsubscribed() {
        subscribers.decrementAndGet();
    }

    /** Whether nobody takes its jobs, and nobody has asked that before. */
    boolean missesSubscriber() {
        return subscribers.get() == 0 && missed.compareAndSet(false, true);
    }

    /** Says that its jobs wait in vain, and returns true, if nobody has come to take them. */
    boolean tellIfMissed() {
        if (subscribers.get() > 0 || ready.isEmpty()) {
            missed.set(false);
            return false;
        }
        LOG.warn("Jobs of the queue {} wait, and no worker takes any: start one with queue(\"{}\", …).", name, name);
        return true;
    }

    /** A job that was enqueued just now may run. */
    void addNew(MemoryJob job) {
        if (job.options().concurrencyKey().isPresent()) {
            add(job);
        } else {
            ready.addNew(job);
            idle.wakeOne();
        }
    }

    /** The job may run as far as its time is concerned. */
    void add(MemoryJob job) {
        Optional<JobOptions.ConcurrencyKey> key = job.options().concurrencyKey();
        if (key.isEmpty() || gates.admits(job, key.get())) {
            ready.add(job);
            idle.wakeOne();
        }
    }

    /** An admitted job has been taken, and its attempt is over or never began. */
    void release(MemoryJob job) {
        Optional<JobOptions.ConcurrencyKey> key = job.options().concurrencyKey();
        if (key.isPresent()) {
            for (MemoryJob admitted : gates.release(key.get())) {
                ready.add(admitted);
                idle.wakeOne();
            }
        }
    }

    /** Waits for a job. Returns null if there is none for the subscriber all the same: it asks again unless it is closed. */
    @Nullable MemoryJob take(Subscriber subscriber) throws InterruptedException {
        if (subscriber.isPaused()) {
            paused.await(() -> open && subscriber.isPaused() && !subscriber.isClosed());
            return null;
        }
        MemoryJob first = ready.poll();
        if (first != null) {
            return first;
        }
        try {
            idle.await(() -> ready.isEmpty() && wantsJobs(subscriber));
            return wantsJobs(subscriber) ? ready.poll() : null;
        } finally {
            if (!ready.isEmpty()) {
                idle.wakeOne();
            }
        }
    }

    private boolean wantsJobs(Subscriber subscriber) {
        return open && !subscriber.isPaused() && !subscriber.isClosed();
    }

    /** Loses the job, as a broker may. */
    boolean remove(MemoryJob job) {
        return ready.remove(job);
    }

    /** Returns null if none may run. */
    @Nullable MemoryJob poll() {
        return ready.poll();
    }

    /** Those who wait look again. */
    void changed() {
        idle.wakeAll();
        paused.wakeAll();
    }

    boolean isOpen() {
        return open;
    }

    void close() {
        open = false;
        changed();
    }

    /** Somebody with threads that take jobs. */
    interface Subscriber {

        boolean isPaused();

        boolean isClosed();
    }
}
