package dev.headroom.benchmarks.retry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long calls take, when some of them were cut off by the end of a window: those took at least so long. To leave them out
 * would say that calls which seldom come to an end are fast. (E. L. Kaplan, P. Meier, "Nonparametric Estimation from
 * Incomplete Observations", 1958.) Not thread-safe.
 */
final class CallTimes {

    private static final double NANOS_PER_MILLI = 1_000_000;

    /** So that a share of exactly one half counts as one in spite of rounding. */
    private static final double TOLERANCE = 1e-9;

    private final List<Call> calls = new ArrayList<>();

    void finished(long nanoseconds) {
        calls.add(new Call(nanoseconds, true));
    }

    void cutOff(long nanoseconds) {
        calls.add(new Call(nanoseconds, false));
    }

    void addAll(CallTimes others) {
        calls.addAll(others.calls);
    }

    int size() {
        return calls.size();
    }

    /**
     * Milliseconds in which a share of the calls comes to its end; those of the longest one, if more than the others were cut off.
     *
     * @param share such as 0.5 for the median; there must be a call
     */
    double quantile(double share) {
        List<Call> sorted = new ArrayList<>(calls);
        sorted.sort(Comparator.comparingLong(Call::nanoseconds).thenComparing(call -> !call.finished()));
        double unfinished = 1;
        for (int i = 0; i < sorted.size(); i++) {
            Call call = sorted.get(i);
            unfinished *= call.finished() ? 1 - 1.0 / (sorted.size() - i) : 1;
            if (unfinished <= 1 - share + TOLERANCE) {
                return call.nanoseconds() / NANOS_PER_MILLI;
            }
        }
        return sorted.get(sorted.size() - 1).nanoseconds() / NANOS_PER_MILLI;
    }

    private record Call(long nanoseconds, boolean finished) {}
}
