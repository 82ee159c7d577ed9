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
        } catch (Throwable failure) { // some languages throw checked exceptions from anywhere
            if (!logged.getAndSet(true)) {
                log(
                        "The listener " + listener.getClass().getName()
                                + " failed. Updates go on; its further failures are" + " not logged.",
                        failure);
            }
        }
    }

    /** The message of a failure is code of the application too. */
    private static void log(String message, Throwable failure) {
        try {
            LOG.log(Level.WARNING, message, failure);
        } catch (Throwable second) {
            LOG.log(Level.WARNING, message + " It is a " + failure.getClass().getName() + ".");
        }
    }
}
