package dev.headroom.benchmarks.retry;

/** Ends a call that is under way at the end of a window, wherever it is; its transaction is rolled back. */
final class WindowOverException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WindowOverException() {
        super("The window is over", null, false, false);
    }
}
