package dev.headroom.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Times contenders in turn, round by round, so that a busy moment of the machine meets all of them. */
public final class InterleavedTiming {

    private static final long SLOW_NANOSECONDS = 20_000_000;
    private static final int FAST_REPEATS = 20;

    private final List<Timed> contenders = new ArrayList<>();
    private final long budgetNanoseconds;
    private final long hopelessNanoseconds;

    /** With no contender yet, and half a second for each. */
    public InterleavedTiming() {
        this(Duration.ofMillis(500));
    }

    /**
     * With no contender yet.
     *
     * @param budget how long a contender is timed in all
     */
    public InterleavedTiming(Duration budget) {
        this(budget, Duration.ofMillis(100));
    }

    /**
     * With no contender yet.
     *
     * @param budget how long a contender is timed in all
     * @param hopeless how long a call takes, twice, that is not made a third time
     */
    public InterleavedTiming(Duration budget, Duration hopeless) {
        this.budgetNanoseconds = budget.toNanos();
        this.hopelessNanoseconds = hopeless.toNanos();
    }

    /**
     * Adds a contender.
     *
     * @param name its name
     * @param call what is timed
     */
    public void add(String name, Stopwatch.Call call) {
        contenders.add(new Timed(name, call, budgetNanoseconds, hopelessNanoseconds));
    }

    /**
     * Times all contenders, after one round to warm up. Each of them is timed until its budget is spent: a slow one has
     * fewer turns, and one whose call is hopelessly slow, by default a tenth of a second, twice, has just the second one.
     *
     * @param rounds how many times each has its turn
     * @return the figures by contender
     * @throws Exception what a call throws
     */
    public Map<String, Map<Metric, Double>> run(int rounds) throws Exception {
        for (Timed contender : contenders) {
            contender.warmUp();
        }
        for (int round = 0; round < rounds; round++) {
            for (Timed contender : contenders) {
                contender.turn();
            }
        }
        Map<String, Map<Metric, Double>> figures = new LinkedHashMap<>();
        contenders.forEach(contender -> figures.put(contender.name, contender.stopwatch.figures()));
        return figures;
    }

    private static final class Timed {

        private final String name;
        private final Stopwatch.Call call;
        private Stopwatch stopwatch = new Stopwatch();
        private final long budget;
        private final long hopeless;
        private long spent;

        Timed(String name, Stopwatch.Call call, long budget, long hopeless) {
            this.name = name;
            this.call = call;
            this.budget = budget;
            this.hopeless = hopeless;
        }

        void warmUp() throws Exception {
            if (once() > hopeless && again() > hopeless) {
                spent = budget;
                return;
            }
            turn();
            forget();
        }

        private long again() throws Exception {
            forget();
            return once();
        }

        private void forget() {
            stopwatch = new Stopwatch();
            spent = 0;
        }

        /** A slow call once; a fast one twenty times, so that the slow one before it has left the processor's cache. */
        void turn() throws Exception {
            boolean slow = false;
            for (int repeat = 0; repeat < FAST_REPEATS && !slow && spent < budget; repeat++) {
                slow = once() > SLOW_NANOSECONDS;
            }
        }

        private long once() throws Exception {
            long start = System.nanoTime();
            stopwatch.time(call);
            long elapsed = System.nanoTime() - start;
            spent += elapsed;
            return elapsed;
        }
    }
}
