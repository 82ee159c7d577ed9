package dev.headroom.retry;

import java.time.Duration;

/**
 * Hears how updates go, for metrics. It is called by the thread of the update, outside its transactions. What it throws does not
 * reach the caller; the first failure of a listener is logged. It gets no row and no value of one, except versions and names of
 * attributes.
 */
public interface RetryListener {

    /**
     * Somebody else was faster, or stood in the way.
     *
     * @param entity whose row it is
     * @param conflict what the other did
     * @param attempt which one it was, from 1
     */
    default void conflict(Class<?> entity, Conflict conflict, int attempt) {}

    /**
     * An update has ended.
     *
     * @param entity whose row it is
     * @param outcome how
     * @param took from the call to the outcome, with waiting and computing; the same for all entities of a batch that are
     *     written together
     */
    default void outcome(Class<?> entity, Outcome outcome, Duration took) {}
}
