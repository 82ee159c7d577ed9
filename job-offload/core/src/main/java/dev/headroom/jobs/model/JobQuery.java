package dev.headroom.jobs.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs to list, page by page. Immutable: each method gives another query.
 *
 * @param states of which; all by default
 * @param queue in which; empty for all
 * @param type of which; empty for all
 * @param before those with smaller ids, which are older; empty for all
 * @param limit at most, from 1 to 1,000; by default 50
 */
public record JobQuery(
        Set<JobState> states, Optional<String> queue, Optional<String> type, Optional<JobId> before, int limit) {

    private static final int MOST = 1_000;

    /**
     * Checks the limit.
     *
     * @param states of which
     * @param queue in which
     * @param type of which
     * @param before those with smaller ids
     * @param limit from 1 to 1,000
     * @throws InvalidJobException if the limit is not allowed, or there is no state
     */
    public JobQuery {
        states = Set.copyOf(states);
        if (limit < 1 || limit > MOST) {
            throw new InvalidJobException("JobQuery.limit(" + limit + "): it goes from 1 to " + MOST + ".");
        }
        if (states.isEmpty()) {
            throw new InvalidJobException("JobQuery.states(): name at least one state.");
        }
    }

    /**
     * All jobs.
     *
     * @return a query
     */
    public static JobQuery all() {
        return new JobQuery(EnumSet.allOf(JobState.class), Optional.empty(), Optional.empty(), Optional.empty(), 50);
    }

    /**
     * Jobs in these states.
     *
     * @param first of the states
     * @param others of the states
     * @return another query
     */
    public JobQuery states(JobState first, JobState... others) {
        return new JobQuery(EnumSet.of(first, others), queue, type, before, limit);
    }

    /**
     * Jobs of a queue.
     *
     * @param name its name
     * @return another query
     */
    public JobQuery queue(String name) {
        return new JobQuery(states, Optional.of(name), type, before, limit);
    }

    /**
     * Jobs of a type.
     *
     * @param name of the type, such as {@code REPORT.name()}; jobs of any version are found
     * @return another query
     */
    public JobQuery type(String name) {
        return new JobQuery(states, queue, Optional.of(name), before, limit);
    }

    /**
     * The page after a job.
     *
     * @param last of the page before
     * @return another query
     */
    public JobQuery before(JobId last) {
        return new JobQuery(states, queue, type, Optional.of(last), limit);
    }

    /**
     * At most so many.
     *
     * @param most from 1 to 1,000
     * @return another query
     * @throws InvalidJobException if it is not allowed
     */
    public JobQuery limit(int most) {
        return new JobQuery(states, queue, type, before, most);
    }
}
