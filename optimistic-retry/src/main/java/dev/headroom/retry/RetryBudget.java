package dev.headroom.retry;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps retries a small part of all calls, so that trouble is not made worse by those who try again. Each call puts a part of
 * a retry into the budget, each retry takes one out; when it is empty, calls end with {@link Outcome.Exhausted}. Share one
 * between all updates of a database. Thread-safe.
 *
 * <p>The algorithm is that of the retry budget of Twitter's Finagle.
 */
public final class RetryBudget {

    private static final long RETRY = 1_000;

    private final long perCall;
    private final long most;
    private final AtomicLong balance;

    private RetryBudget(long perCall, long most) {
        this.perCall = perCall;
        this.most = most;
        this.balance = new AtomicLong(most);
    }

    /**
     * Makes a full budget.
     *
     * @param retriesPerCall how many retries a call pays for, such as 0.2; from 0 to 1,000
     * @param reserve how many retries are saved at most, such as 100; at least 1
     * @return a budget
     * @throws IllegalArgumentException if a number is out of bounds
     */
    public static RetryBudget of(double retriesPerCall, int reserve) {
        if (!(retriesPerCall >= 0 && retriesPerCall <= 1_000) || reserve < 1) {
            throw new IllegalArgumentException("RetryBudget.of(" + retriesPerCall + ", " + reserve
                    + "): from 0 to 1000 retries for each call, and a reserve of at least 1, are possible.");
        }
        return new RetryBudget(Math.round(retriesPerCall * RETRY), reserve * RETRY);
    }

    /** A call begins. */
    void deposit() {
        balance.updateAndGet(now -> Math.min(most, now + perCall));
    }

    /** Whether a retry may be made. */
    boolean withdraw() {
        return balance.getAndUpdate(now -> now < RETRY ? now : now - RETRY) >= RETRY;
    }
}
