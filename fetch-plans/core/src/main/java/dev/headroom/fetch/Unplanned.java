package dev.headroom.fetch;

/**
 * What happens when the application touches a lazy association that a {@link FetchPlan} does not name.
 *
 * @see FetchPlanBuilder#unplanned
 */
public enum Unplanned {
    /** It is loaded for the one entity that was touched, as without a plan: a statement for each. The default. */
    LAZY,
    /**
     * It is loaded for all entities that the plan loaded to the same place in the same result, by one statement (one for each
     * {@value FetchPlanBuilder#DEFAULT_BATCH_SIZE}), and what it leads to belongs together in the same way.
     */
    PEERS,
    /** {@link UnplannedFetchException}. Nothing is sent to the database, and the transaction can go on. */
    FAIL
}
