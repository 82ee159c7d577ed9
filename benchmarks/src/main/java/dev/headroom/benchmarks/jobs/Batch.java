package dev.headroom.benchmarks.jobs;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Jobs that are enqueued together.
 *
 * @param first number of the first one
 * @param count how many
 * @param tenant whose they are; empty if nobody asks
 */
record Batch(long first, int count, String tenant) {

    static Batch of(int count) {
        return new Batch(0, count, "");
    }

    List<WorkItem> items() {
        return LongStream.range(first, first + count).mapToObj(WorkItem::of).toList();
    }
}
