package dev.headroom.fetch;

/**
 * What happens when the application touches a lazy association that a {@link FetchPlan} does not name.
 *
 * @see FetchPlanBuilder#unplanned
 */
public enum Unplanned {
    /** Hibernate loads it for the one entity that was touched, as without a plan. This is the default. */
    LAZY,
    /**
     * The plan loads it for all entities that it loaded at the same path of the same result, by one statement for each
     * {@value FetchPlanBuilder#DEFAULT_BATCH_SIZE} of them. The loaded targets are peers in the same way.
     */
    PEERS,
    /** Throws {@link UnplannedFetchException}. No statement is sent, and the transaction can go on. */
    FAIL
}
