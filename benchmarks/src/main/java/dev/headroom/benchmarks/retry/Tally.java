package dev.headroom.benchmarks.retry;

/** What one client did in a window, or several of them. Not thread-safe. */
final class Tally {

    private final CallTimes times = new CallTimes();
    private long updates;
    private long updatesInWindow;
    private long gaveUp;

    /** A call ended at a moment, with an update or without. One that ended before the window is no sample of its times. */
    void ended(boolean updated, long start, long end, Window window) {
        if (!updated) {
            gaveUp++;
            return;
        }
        updates++;
        if (window.contains(end)) {
            updatesInWindow++;
            times.finished(end - start);
        } else if (end - window.end() >= 0) {
            cutOff(start, window);
        }
    }

    /** The end of the window found a call under way. */
    void cutOff(long start, Window window) {
        times.cutOff(window.end() - start);
    }

    void addAll(Tally other) {
        times.addAll(other.times);
        updates += other.updates;
        updatesInWindow += other.updatesInWindow;
        gaveUp += other.gaveUp;
    }

    CallTimes times() {
        return times;
    }

    /** Those that ended before or after the window too. */
    long updates() {
        return updates;
    }

    long updatesInWindow() {
        return updatesInWindow;
    }

    long gaveUp() {
        return gaveUp;
    }
}
