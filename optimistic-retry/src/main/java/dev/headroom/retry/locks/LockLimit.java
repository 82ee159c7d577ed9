package dev.headroom.retry.locks;

import dev.headroom.retry.exception.RetryInterruptedException;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How many threads of this process may hold locks at once: those that find it full are refused, instead of waiting with a
 * connection each until none is left. Hold a permit only around SQL, never while the application computes or waits.
 *
 * <pre>{@code
 * LockLimit exports = LockLimit.of("exports", 4);
 * LockLimit perTenant = LockLimit.perKey("tenants", 2, Duration.ofMillis(200));
 * }</pre>
 *
 * <p>Thread-safe; share one between all that compete. Permits are given in the order in which they were asked for. A thread
 * that has one and asks for another needs two.
 */
public final class LockLimit {

    private final String name;
    private final BulkheadConfig config;
    private final UnaryOperator<Object> keys;
    private final ConcurrentMap<Object, Gate> gates = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A bulkhead in use.
     *
     * @param users who hold a permit or ask for one; the gate is gone with the last of them
     */
    private record Gate(Bulkhead bulkhead, int users) {}

    private LockLimit(String name, int permits, Duration wait, UnaryOperator<Object> keys) {
        if (permits < 1) {
            throw new IllegalArgumentException(
                    "LockLimit \"" + name + "\" of " + permits + " permits: at least 1 is needed.");
        }
        if (wait.isNegative()) {
            throw new IllegalArgumentException(
                    "LockLimit \"" + name + "\" that waits " + wait + ": name a time, or zero to refuse at once.");
        }
        this.name = Objects.requireNonNull(name, "name");
        this.config = BulkheadConfig.custom()
                .maxConcurrentCalls(permits)
                .maxWaitDuration(wait)
                .build();
        this.keys = keys;
    }

    /**
     * A limit that refuses at once when it is full.
     *
     * @param name for messages and metrics
     * @param permits how many may work at once; at least 1
     * @return a new limit, whose permits are all free
     * @throws IllegalArgumentException if there is no permit
     */
    public static LockLimit of(String name, int permits) {
        return of(name, permits, Duration.ZERO);
    }

    /**
     * A limit that waits a while before it refuses.
     *
     * @param name for messages and metrics
     * @param permits how many may work at once; at least 1
     * @param wait how long to wait for a permit at most, in whole milliseconds; zero to refuse at once
     * @return a new limit, whose permits are all free
     * @throws IllegalArgumentException if there is no permit, or the time is negative
     */
    public static LockLimit of(String name, int permits, Duration wait) {
        return new LockLimit(name, permits, wait, key -> LockLimit.class);
    }

    /**
     * A limit for each key, such as a tenant or a row, that refuses at once when it is full. A key without a holder takes no
     * memory.
     *
     * @param name for messages and metrics
     * @param permits how many may work at once for each key; at least 1
     * @return a new limit, whose permits are all free
     * @throws IllegalArgumentException if there is no permit
     */
    public static LockLimit perKey(String name, int permits) {
        return perKey(name, permits, Duration.ZERO);
    }

    /**
     * A limit for each key that waits a while before it refuses.
     *
     * @param name for messages and metrics
     * @param permits how many may work at once for each key; at least 1
     * @param wait how long to wait for a permit at most, in whole milliseconds; zero to refuse at once
     * @return a new limit, whose permits are all free
     * @throws IllegalArgumentException if there is no permit, or the time is negative
     */
    public static LockLimit perKey(String name, int permits, Duration wait) {
        return new LockLimit(name, permits, wait, UnaryOperator.identity());
    }

    /**
     * Does some work under a permit, which is given back when the work ends or throws.
     *
     * @param <R> its result
     * @param key what the work locks, with {@code equals} and {@code hashCode}; without meaning unless the limit is per key
     * @param work that locks
     * @return what the work returns
     * @throws LockLimitException if the limit is full, also after waiting; nothing was done
     * @throws RetryInterruptedException if the thread was interrupted before it had a permit; nothing was done
     */
    public <R extends @Nullable Object> R run(Object key, Supplier<R> work) {
        return run(key, work, () -> {
            throw new LockLimitException(name, permits(), config.getMaxWaitDuration());
        });
    }

    /**
     * The same, for callers that have something else to do when the limit is full.
     *
     * @param <R> the work's result
     * @param key what the work locks; without meaning unless the limit is per key
     * @param work that locks, and does not return null
     * @return what the work returns; empty if the limit is full, also after waiting
     * @throws RetryInterruptedException if the thread was interrupted before it had a permit; nothing was done
     */
    public <R> Optional<R> tryRun(Object key, Supplier<R> work) {
        return run(key, () -> Optional.of(work.get()), Optional::empty);
    }

    private <R extends @Nullable Object> R run(Object key, Supplier<R> work, Supplier<R> full) {
        Object used = keys.apply(key);
        Bulkhead bulkhead = enter(used);
        try {
            if (!acquire(bulkhead)) {
                return full.get();
            }
            try {
                return work.get();
            } finally {
                bulkhead.onComplete();
            }
        } finally {
            leave(used);
        }
    }

    private Bulkhead enter(Object key) {
        return gates.compute(
                        key,
                        (same, gate) -> gate == null
                                ? new Gate(Bulkhead.of(name, config), 1)
                                : new Gate(gate.bulkhead(), gate.users() + 1))
                .bulkhead();
    }

    private void leave(Object key) {
        gates.computeIfPresent(
                key, (same, gate) -> gate.users() == 1 ? null : new Gate(gate.bulkhead(), gate.users() - 1));
    }

    private boolean acquire(Bulkhead bulkhead) {
        waiting.incrementAndGet();
        try {
            boolean acquired = bulkhead.tryAcquirePermission();
            // The bulkhead swallows the exception, but marks the thread.
            if (!acquired && Thread.currentThread().isInterrupted()) {
                throw new RetryInterruptedException("The thread was interrupted before it had a permit of LockLimit \""
                        + name + "\": nothing was done.");
            }
            return acquired;
        } finally {
            waiting.decrementAndGet();
        }
    }

    /**
     * What the limit is called.
     *
     * @return the name that it was given
     */
    public String name() {
        return name;
    }

    /**
     * How many may work at once, for each key if the limit is per key.
     *
     * @return at least 1
     */
    public int permits() {
        return config.getMaxConcurrentCalls();
    }

    /**
     * How many more may work now.
     *
     * @param key without meaning unless the limit is per key
     * @return from 0 to {@link #permits()}; a moment later it may be different
     */
    int available(Object key) {
        Gate gate = gates.get(keys.apply(key));
        return gate == null ? permits() : gate.bulkhead().getMetrics().getAvailableConcurrentCalls();
    }

    /**
     * How many threads wait for a permit now, of all keys.
     *
     * @return a moment later it may be different
     */
    int waiting() {
        return waiting.get();
    }

    /**
     * How many keys are in use now: somebody holds or waits for a permit. It is 0 or 1 if the limit is not per key.
     *
     * @return a moment later it may be different
     */
    int keys() {
        return gates.size();
    }
}
