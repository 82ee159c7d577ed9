package dev.headroom.retry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** A listener of the application whose failures do not reach the caller: the update has ended, whatever the listener thinks. */
final class GuardedListener implements RetryListener {

    private static final Logger LOG = System.getLogger(RetryListener.class.getName());

    private final RetryListener listener;
    private final AtomicBoolean logged = new AtomicBoolean();

    GuardedListener(RetryListener listener) {
        this.listener = listener;
    }

    @Override
    public void conflict(Class<?> entity, Conflict conflict, int attempt) {
        guard(() -> listener.conflict(entity, conflict, attempt));
    }

    @Override
    public void outcome(Class<?> entity, Outcome outcome, Duration took) {
        guard(() -> listener.outcome(entity, outcome, took));
    }

    private void guard(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException | Error failure) {
            if (!logged.getAndSet(true)) {
                String name = listener.getClass().getName();
                LOG.log(
                        Level.WARNING,
                        "The listener " + name + " failed. Updates go on; its further failures are not logged.",
                        failure);
            }
        }
    }
}
