package dev.headroom.jobs.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How a job is enqueued. Immutable: each method gives other options.
 *
 * <pre>{@code
 * jobs.enqueue(REPORT, request, JobOptions.queue("reports").uniqueBy("2026-11", Duration.ofHours(1)));
 * }</pre>
 *
 * @param queue where it waits; by default {@code default}
 * @param priority of its queue's jobs that may run, those of the highest go first; from -100 to 100, by default 0
 * @param start when it may run; by default as soon as it is committed
 * @param unique what makes another job the same as this one; by default nothing does
 * @param concurrencyKey jobs of one key share its limit; by default there is none
 * @param timeout after which an attempt is asked to stop and interrupted; by default 1 hour
 * @param retention for how long its status and result are kept after its end; by default 7 days
 */
public record JobOptions(
        String queue,
        int priority,
        Optional<Start> start,
        Optional<Unique> unique,
        Optional<ConcurrencyKey> concurrencyKey,
        Duration timeout,
        Duration retention) {

    /** The queue of jobs that do not name one. */
    public static final String DEFAULT_QUEUE = "default";

    private static final int HIGHEST_PRIORITY = 100;
    private static final JobOptions STANDARD = new JobOptions(
            DEFAULT_QUEUE,
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Duration.ofHours(1),
            Duration.ofDays(7));

    /**
     * When a job may run.
     *
     * @param delay after it is enqueued, by the clock of the store; empty if there is a time
     * @param time at which; empty if there is a delay
     */
    public record Start(Optional<Duration> delay, Optional<Instant> time) {

        private static final Instant FIRST = Instant.EPOCH;
        private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

        /**
         * Checks the values.
         *
         * @param delay from 0 to 100 years
         * @param time from 1970 to 9999
         * @throws InvalidJobException if one is out of range, or there is not one of them
         */
        public Start {
            if (delay.isPresent() == time.isPresent()) {
                throw new InvalidJobException("JobOptions.Start(" + delay + ", " + time
                        + "): a job has a delay or a time; give one of them.");
            }
            delay.ifPresent(given -> DurationRange.FROM_ZERO.require("JobOptions.delay", given));
            if (time.isPresent() && (time.get().isBefore(FIRST) || time.get().isAfter(LAST))) {
                throw new InvalidJobException("JobOptions.at(" + time.get()
                        + "): stores keep times from 1970 to 9999; give one of these, or a delay.");
            }
        }
    }

    /**
     * What makes another job the same.
     *
     * @param key of jobs of the same type; at most 200 characters
     * @param window for how long after it was enqueued, even if it has ended by then; zero: until it has ended
     */
    public record Unique(String key, Duration window) {

        /**
         * Checks the values.
         *
         * @param key from 1 to 200 characters
         * @param window from 0 to 100 years
         * @throws InvalidJobException if one is not allowed
         */
        public Unique {
            requireKey("uniqueBy", key);
            DurationRange.FROM_ZERO.require("JobOptions.uniqueBy(…, window)", window);
        }
    }

    /**
     * A group of jobs of one queue, such as those of a tenant.
     *
     * @param name at most 200 characters
     * @param limit how many of them may run at once on all workers, from 1
     */
    public record ConcurrencyKey(String name, int limit) {

        /**
         * Checks the values.
         *
         * @param name from 1 to 200 characters
         * @param limit from 1
         * @throws InvalidJobException if one is not allowed
         */
        public ConcurrencyKey {
            requireKey("concurrencyKey", name);
            if (limit < 1) {
                throw new InvalidJobException("JobOptions.concurrencyKey(…, " + limit + "): a limit starts at 1.");
            }
        }
    }

    /**
     * Checks the values.
     *
     * @param queue where it waits
     * @param priority from -100 to 100
     * @param start when it may run
     * @param unique what makes another job the same
     * @param concurrencyKey whose limit it shares
     * @param timeout of an attempt
     * @param retention after its end
     * @throws InvalidJobException if one is not allowed
     */
    public JobOptions {
        StorableText.requireName("JobOptions.queue", queue);
        if (Math.abs(priority) > HIGHEST_PRIORITY) {
            throw new InvalidJobException("JobOptions.priority(" + priority + "): it goes from -100 to 100.");
        }
        Objects.requireNonNull(start, "start");
        Objects.requireNonNull(unique, "unique");
        Objects.requireNonNull(concurrencyKey, "concurrencyKey");
        DurationRange.ABOVE_ZERO.require("JobOptions.timeout", timeout);
        DurationRange.ABOVE_ZERO.require("JobOptions.retention", retention);
    }

    /**
     * The options of jobs that are enqueued without any.
     *
     * @return options
     */
    public static JobOptions standard() {
        return STANDARD;
    }

    /**
     * Standard options with a queue.
     *
     * @param name of the queue
     * @return options
     * @throws InvalidJobException if the name has other characters than letters, digits and {@code . _ -}
     */
    public static JobOptions queue(String name) {
        return new JobOptions(
                name, 0, Optional.empty(), Optional.empty(), Optional.empty(), STANDARD.timeout, STANDARD.retention);
    }

    /**
     * Has it go before others of its queue, or after them.
     *
     * @param newPriority from -100 to 100; the highest goes first
     * @return other options
     * @throws InvalidJobException if it is out of range
     */
    public JobOptions priority(int newPriority) {
        return new JobOptions(queue, newPriority, start, unique, concurrencyKey, timeout, retention);
    }

    /**
     * Has it wait.
     *
     * @param delay from 0 to 100 years; counted from the moment when it is enqueued
     * @return other options
     * @throws InvalidJobException if it is out of range
     */
    public JobOptions delay(Duration delay) {
        Objects.requireNonNull(delay, "delay");
        Optional<Start> newStart = Optional.of(new Start(Optional.of(delay), Optional.empty()));
        return new JobOptions(queue, priority, newStart, unique, concurrencyKey, timeout, retention);
    }

    /**
     * Has it wait until a time.
     *
     * @param time by the clock of the store, from 1970 to 9999; one in the past means now
     * @return other options
     * @throws InvalidJobException if it is out of range
     */
    public JobOptions at(Instant time) {
        Objects.requireNonNull(time, "time");
        Optional<Start> newStart = Optional.of(new Start(Optional.empty(), Optional.of(time)));
        return new JobOptions(queue, priority, newStart, unique, concurrencyKey, timeout, retention);
    }

    /**
     * Enqueues nothing if there is a job of the same type and this key which has not ended.
     *
     * @param uniqueKey at most 200 characters
     * @return other options
     * @throws InvalidJobException if the key is empty or too long
     */
    public JobOptions uniqueBy(String uniqueKey) {
        return uniqueBy(uniqueKey, Duration.ZERO);
    }

    /**
     * Enqueues nothing if there is a job of the same type and this key which has not ended, or was enqueued within the window.
     *
     * @param uniqueKey at most 200 characters
     * @param window from 0 to 100 years
     * @return other options
     * @throws InvalidJobException if the key is empty or too long, or the window out of range
     */
    public JobOptions uniqueBy(String uniqueKey, Duration window) {
        Optional<Unique> newUnique = Optional.of(new Unique(uniqueKey, window));
        return new JobOptions(queue, priority, start, newUnique, concurrencyKey, timeout, retention);
    }

    /**
     * Lets only so many jobs of a key run at once, on all workers together. Others of the key wait without hindering the queue, so that
     * a tenant with many jobs does not hold up one with few.
     *
     * @param name of the key, within its queue; at most 200 characters
     * @param limit from 1; all jobs of a key should name the same, the latest counts
     * @return other options
     * @throws InvalidJobException if the name is empty or too long, or the limit below 1
     */
    public JobOptions concurrencyKey(String name, int limit) {
        return new JobOptions(queue, priority, start, unique, Optional.of(new ConcurrencyKey(name, limit)), timeout, retention);
    }

    /**
     * Stops attempts that take longer.
     *
     * @param newTimeout from 1 millisecond to 100 years
     * @return other options
     * @throws InvalidJobException if it is out of range
     */
    public JobOptions timeout(Duration newTimeout) {
        return new JobOptions(queue, priority, start, unique, concurrencyKey, newTimeout, retention);
    }

    /**
     * Keeps status and result for as long after the end.
     *
     * @param newRetention from 1 millisecond to 100 years
     * @return other options
     * @throws InvalidJobException if it is out of range
     */
    public JobOptions retention(Duration newRetention) {
        return new JobOptions(queue, priority, start, unique, concurrencyKey, timeout, newRetention);
    }

    private static void requireKey(String name, String key) {
        Objects.requireNonNull(key, name);
        if (key.isEmpty() || key.length() > 200 || !StorableText.isStorable(key)) {
            throw new InvalidJobException("JobOptions." + name
                    + "(…): a key has 1 to 200 characters, without the character 0 and halves of surrogate pairs.");
        }
    }
}
