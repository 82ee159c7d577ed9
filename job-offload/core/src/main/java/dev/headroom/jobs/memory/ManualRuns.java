package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.Claim;
import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.StoreTransaction;
import dev.headroom.jobs.model.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Runs jobs on the thread of a test. */
final class ManualRuns implements MemoryHost {

    private final ManualTime time;
    private final boolean inline;
    private final MemoryStore store;
    private final Map<String, ManualSubscription> subscriptions = new TreeMap<>();

    /** Whether what a worker says at the end of an attempt is not heard. */
    private boolean dying;

    /** What a job enqueues is run by the one who runs the job. */
    private boolean running;

    /**
     * @param inline whether each job runs when it is enqueued
     */
    ManualRuns(ManualTime time, boolean inline) {
        this.time = time;
        this.inline = inline;
        this.store = new MemoryStore(this, new MemorySettings(time, Map.of(), Integer.MAX_VALUE, Runnable::run));
    }

    MemoryStore store() {
        return store;
    }

    JobEngine.Subscription subscribe(String queue, JobEngine.JobRunner runner) {
        ManualSubscription subscription = new ManualSubscription(store.queues().of(queue), runner);
        subscriptions.put(queue, subscription);
        return subscription;
    }

    void close() {
        subscriptions.clear();
    }

    Optional<JobId> runNext() {
        for (ManualSubscription subscription : List.copyOf(subscriptions.values())) {
            MemoryJob job = next(subscription);
            while (job != null) {
                if (run(job, subscription.runner())) {
                    return Optional.of(job.id());
                }
                job = next(subscription);
            }
        }
        return Optional.empty();
    }

    private static @Nullable MemoryJob next(ManualSubscription subscription) {
        return subscription.wantsJobs() ? subscription.queue().poll() : null;
    }

    /** Returns false if the queue entry is for nothing. */
    private boolean run(MemoryJob job, JobEngine.JobRunner runner) {
        Claim claim = store.claim(job);
        if (claim == null) {
            return false;
        }
        runner.run(claim);
        if (job.isOwnedBy(claim)) {
            dying = false;
            store.end(claim, runner.crashed(job.stored()), StoreTransaction.own());
        }
        return true;
    }

    int runAll() {
        int attempts = 0;
        while (runNext().isPresent()) {
            attempts++;
        }
        return attempts;
    }

    Optional<JobId> crashNext() {
        running = true;
        dying = true;
        try {
            return runNext();
        } finally {
            dying = false;
            running = false;
        }
    }

    @Override
    public void ready() {
        if (inline && !running) {
            running = true;
            try {
                runAll();
            } finally {
                running = false;
            }
        }
    }

    @Override
    public boolean reaches(Claim claim) {
        return !dying;
    }

    @Override
    public void later(Duration delay, Runnable task) {
        time.at(delay, task);
    }
}
