package dev.headroom.jobs.memory;

import dev.headroom.jobs.model.JobOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;

/**
 * Admits as many jobs of a key as may run at once. Others wait aside, and hinder nobody. Safe for use by many threads.
 */
final class ConcurrencyLimits {

    private final Map<String, Gate> gates = new HashMap<>();

    /** Of a key. */
    private static final class Gate {

        private int admitted;
        private final Queue<MemoryJob> waiting = new PriorityQueue<>(ReadyJobs.ORDER);
    }

    /** Returns false if the job waits aside. */
    synchronized boolean admits(MemoryJob job, JobOptions.ConcurrencyKey key) {
        Gate gate = gates.computeIfAbsent(key.name(), name -> new Gate());
        if (gate.admitted >= key.limit()) {
            gate.waiting.add(job);
            return false;
        }
        gate.admitted++;
        return true;
    }

    /** One that was admitted is over. Returns those that are admitted now. */
    synchronized List<MemoryJob> release(JobOptions.ConcurrencyKey key) {
        Gate gate = gates.get(key.name());
        if (gate == null) {
            return List.of();
        }
        gate.admitted--;
        List<MemoryJob> admitted = new ArrayList<>();
        while (gate.admitted < key.limit() && !gate.waiting.isEmpty()) {
            MemoryJob next = gate.waiting.remove();
            if (!next.state().isEnd()) {
                gate.admitted++;
                admitted.add(next);
            }
        }
        if (gate.admitted == 0 && gate.waiting.isEmpty()) {
            gates.remove(key.name());
        }
        return admitted;
    }
}
