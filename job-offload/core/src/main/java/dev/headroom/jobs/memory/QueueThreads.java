package dev.headroom.jobs.memory;

import dev.headroom.jobs.engine.JobEngine;
import dev.headroom.jobs.engine.QueueSpec;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that take jobs from a queue. */
final class QueueThreads implements JobEngine.Subscription, MemoryQueue.Subscriber {

    private static final Logger LOG = LoggerFactory.getLogger(InProcessEngine.class);

    private final QueueSpec spec;
    private final MemoryQueue queue;
    private final Consumer<MemoryJob> runner;
    private volatile boolean paused;
    private volatile boolean closed;

    QueueThreads(QueueSpec spec, MemoryQueue queue, Consumer<MemoryJob> runner) {
        this.spec = spec;
        this.queue = queue;
        this.runner = runner;
    }

    void start() {
        queue.subscribed();
        for (int number = 1; number <= spec.concurrency(); number++) {
            new Thread(this::work, "headroom-jobs-" + spec.name() + "-" + number).start();
        }
    }

    private void work() {
        while (!closed && queue.isOpen()) {
            try {
                MemoryJob job = queue.take(this);
                if (job != null) {
                    runner.accept(job);
                }
            } catch (InterruptedException late) {
                // For an attempt that had ended when it was interrupted.
            } catch (Throwable failure) { // an Error of the library's or the JDK's: the queue keeps its threads
                LOG.error("A thread of the queue {} failed; it goes on.", spec.name(), failure);
            }
        }
    }

    @Override
    public boolean isPaused() {
        return paused;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void pause() {
        paused = true;
        queue.changed();
    }

    @Override
    public void resume() {
        paused = false;
        queue.changed();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            queue.unsubscribed();
        }
        queue.changed();
    }
}
