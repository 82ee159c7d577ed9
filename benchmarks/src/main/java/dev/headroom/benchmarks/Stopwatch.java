package dev.headroom.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Times one contender call by call. Not thread-safe. */
public final class Stopwatch {

    private static final double NANOS_PER_MILLI = 1_000_000;
    private static final int CALLS_FOR_P99 = 100;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Long> nanoseconds = new ArrayList<>();
    private long allocatedBytes;

    /**
     * Times a call.
     *
     * @param call runs in this thread
     * @throws Exception what the call throws
     */
    public void time(Call call) throws Exception {
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        call.run();
        nanoseconds.add(System.nanoTime() - start);
        allocatedBytes += threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
    }

    /**
     * The figures of all calls.
     *
     * @return median and mean allocation, and the 99th percentile if there were enough calls for it
     */
    public Map<Metric, Double> figures() {
        List<Long> sorted = new ArrayList<>(nanoseconds);
        Collections.sort(sorted);
        Map<Metric, Double> figures = new EnumMap<>(Metric.class);
        figures.put(Metric.TIME, sorted.get(sorted.size() / 2) / NANOS_PER_MILLI);
        if (sorted.size() >= CALLS_FOR_P99) {
            figures.put(Metric.P99, sorted.get((int) (sorted.size() * 0.99)) / NANOS_PER_MILLI);
        }
        figures.put(Metric.ALLOCATION, (double) allocatedBytes / sorted.size());
        return figures;
    }

    /** What is timed. */
    @FunctionalInterface
    public interface Call {

        /**
         * Does it once.
         *
         * @throws Exception if it fails
         */
        void run() throws Exception;
    }
}
