package dev.headroom.retry;

import dev.headroom.retry.exception.RetryInterruptedException;
import dev.headroom.retry.internal.SqlFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Whether one call may try again, and when. */
final class Retries {

    /**
     * What all calls share.
     *
     * @param budget null if there is none
     */
    record Settings(
            Clock clock,
            Sleeper sleeper,
            RandomGenerator random,
            @Nullable RetryBudget budget) {}

    private final Settings settings;
    private final RetryPolicy policy;
    private final Instant deadline;
    private int attempts;

    /** A call begins. */
    Retries(Settings settings, RetryPolicy policy) {
        this.settings = settings;
        this.policy = policy;
        this.deadline = after(settings.clock().instant(), policy.deadline());
        if (settings.budget() != null) {
            settings.budget().deposit();
        }
    }

    /** Or the last moment that there is. {@code Duration.between} would find it by an overflow, which is slow. */
    private static Instant after(Instant now, Duration time) {
        boolean isTooFar = time.toSeconds() >= Instant.MAX.getEpochSecond() - now.getEpochSecond();
        return isTooFar ? Instant.MAX : now.plus(time);
    }

    RetryPolicy policy() {
        return policy;
    }

    void beginAttempt() {
        attempts++;
    }

    int attempts() {
        return attempts;
    }

    /**
     * Waits for the next attempt, if there may be one.
     *
     * @return what forbids it
     * @throws RetryInterruptedException if the thread is interrupted
     */
    Optional<Outcome.Limit> awaitNext() {
        if (attempts >= policy.attempts()) {
            return Optional.of(Outcome.Limit.ATTEMPTS);
        }
        Duration delay = policy.backoff().delay(attempts, settings.random());
        if (after(settings.clock().instant(), delay).isAfter(deadline)) {
            return Optional.of(Outcome.Limit.DEADLINE);
        }
        if (settings.budget() != null && !settings.budget().withdraw()) {
            return Optional.of(Outcome.Limit.BUDGET);
        }
        sleep(delay);
        return Optional.empty();
    }

    /** Reading changes nothing, so it may be repeated where another transaction was in the way. */
    <R extends @Nullable Object> R read(Supplier<R> reading) {
        while (true) {
            try {
                return reading.get();
            } catch (RuntimeException failure) {
                beginAttempt();
                if (SqlFailure.of(failure) != SqlFailure.CONTENTION
                        || awaitNext().isPresent()) {
                    throw failure;
                }
            }
        }
    }

    private void sleep(Duration delay) {
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException("before the next attempt");
            }
            settings.sleeper().sleep(delay);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RetryInterruptedException(attempts, interrupted);
        }
    }
}
