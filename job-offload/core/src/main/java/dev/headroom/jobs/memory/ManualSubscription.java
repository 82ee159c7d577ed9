package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.JobEngine;

/** A worker's right to the jobs of a queue, which a test runs. */
final class ManualSubscription implements JobEngine.Subscription {

    private final MemoryQueue queue;
    private final JobEngine.JobRunner runner;
    private boolean paused;
    private boolean closed;

    ManualSubscription(MemoryQueue queue, JobEngine.JobRunner runner) {
        this.queue = queue;
        this.runner = runner;
        queue.subscribed();
    }

    MemoryQueue queue() {
        return queue;
    }

    JobEngine.JobRunner runner() {
        return runner;
    }

    boolean wantsJobs() {
        return !paused && !closed;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            queue.unsubscribed();
        }
    }
}
