package dev.headroom.jobs.memory;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The queues of an engine, made when they are first named. Safe for use by many threads. */
final class MemoryQueues {

    private final Map<String, Integer> limits;
    private final Map<String, MemoryQueue> queues = new ConcurrentHashMap<>();

    /**
     * @param limits of waiting jobs by queues
     */
    MemoryQueues(Map<String, Integer> limits) {
        this.limits = Map.copyOf(limits);
    }

    MemoryQueue of(String name) {
        MemoryQueue known = queues.get(name); // which takes no lock
        return known == null ? queues.computeIfAbsent(name, this::make) : known;
    }

    private MemoryQueue make(String name) {
        return new MemoryQueue(name, new QueueDepth(name, limits.getOrDefault(name, Integer.MAX_VALUE)));
    }

    void close() {
        queues.values().forEach(MemoryQueue::close);
    }
}
