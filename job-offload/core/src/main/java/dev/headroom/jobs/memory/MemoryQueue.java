package dev.headroom.jobs.memory;

import dev.headroom.jobs.JobOptions;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Jobs of one queue that may run. Those whose key has as many running as it may have wait aside, and hinder nobody. */
final class MemoryQueue {

    private static final Comparator<MemoryJob> ORDER =
            Comparator.<MemoryJob>comparingInt(job -> -job.options().priority()).thenComparingLong(MemoryJob::order);

    private final PriorityQueue<MemoryJob> ready = new PriorityQueue<>(ORDER);
    private final Map<String, Gate> gates = new HashMap<>();
    private boolean open = true;

    /** Of a key. */
    private static final class Gate {

        private int admitted;
        private final Queue<MemoryJob> waiting = new PriorityQueue<>(ORDER);
    }

    /** The job may run as far as its time is concerned. */
    synchronized void add(MemoryJob job) {
        if (job.options().key().isPresent() && !admit(job, job.options().key().get())) {
            return;
        }
        ready.add(job);
        notifyAll();
    }

    private boolean admit(MemoryJob job, JobOptions.Key key) {
        Gate gate = gates.computeIfAbsent(key.name(), name -> new Gate());
        if (gate.admitted >= key.limit()) {
            gate.waiting.add(job);
            return false;
        }
        gate.admitted++;
        return true;
    }

    /** An admitted job has been taken, and its attempt is over or never began. */
    synchronized void release(MemoryJob job) {
        job.options().key().ifPresent(key -> {
            Gate gate = gates.get(key.name());
            if (gate == null) {
                return;
            }
            gate.admitted--;
            while (gate.admitted < key.limit() && !gate.waiting.isEmpty()) {
                MemoryJob next = gate.waiting.remove();
                if (!next.isEnd()) {
                    gate.admitted++;
                    ready.add(next);
                }
            }
            if (gate.admitted == 0 && gate.waiting.isEmpty()) {
                gates.remove(key.name());
            }
            notifyAll();
        });
    }

    /** Returns null when it was closed. */
    synchronized @Nullable MemoryJob take(Pause pause) throws InterruptedException {
        while (open && (ready.isEmpty() || pause.isOn())) {
            if (pause.isClosed()) {
                return null;
            }
            wait();
        }
        return open && !pause.isClosed() ? ready.remove() : null;
    }

    /** Loses the job, as a broker may. */
    synchronized boolean remove(MemoryJob job) {
        return ready.remove(job);
    }

    /** Returns null if none may run. */
    synchronized @Nullable MemoryJob poll() {
        return ready.poll();
    }

    /** Those who wait look again. */
    synchronized void changed() {
        notifyAll();
    }

    synchronized void close() {
        open = false;
        notifyAll();
    }

    /** Whether a subscriber wants jobs. */
    interface Pause {

        boolean isOn();

        boolean isClosed();
    }
}
