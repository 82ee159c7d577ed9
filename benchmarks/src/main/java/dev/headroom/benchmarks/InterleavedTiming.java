package dev.headroom.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times contenders in turn, round by round, so that a busy moment of the machine meets all of them. */
public final class InterleavedTiming {

    private static final long SLOW_NANOSECONDS = 20_000_000;
    private static final int FAST_REPEATS = 20;

    private final List<Timed> contenders = new ArrayList<>();

    private record Timed(String name, Stopwatch.Call call, Stopwatch stopwatch) {}

    /** With no contender yet. */
    public InterleavedTiming() {}

    /**
     * Adds a contender.
     *
     * @param name its name
     * @param call what is timed
     */
    public void add(String name, Stopwatch.Call call) {
        contenders.add(new Timed(name, call, new Stopwatch()));
    }

    /**
     * Times all contenders, after one round to warm up.
     *
     * @param rounds how many times each has its turn
     * @return the figures by contender
     * @throws Exception what a call throws
     */
    public Map<String, Map<Metric, Double>> run(int rounds) throws Exception {
        for (Timed contender : contenders) {
            turn(contender.call(), new Stopwatch());
        }
        for (int round = 0; round < rounds; round++) {
            for (Timed contender : contenders) {
                turn(contender.call(), contender.stopwatch());
            }
        }
        Map<String, Map<Metric, Double>> figures = new LinkedHashMap<>();
        contenders.forEach(
                contender -> figures.put(contender.name(), contender.stopwatch().figures()));
        return figures;
    }

    /** A slow call once; a fast one twenty times, so that the slow one before it has left the processor's cache. */
    private static void turn(Stopwatch.Call call, Stopwatch stopwatch) throws Exception {
        long start = System.nanoTime();
        stopwatch.time(call);
        boolean slow = System.nanoTime() - start > SLOW_NANOSECONDS;
        for (int repeat = 1; repeat < FAST_REPEATS && !slow; repeat++) {
            stopwatch.time(call);
        }
    }
}
