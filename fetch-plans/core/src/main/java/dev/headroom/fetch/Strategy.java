package dev.headroom.fetch;

/** How an association of a {@link FetchPlan} is loaded. */
public enum Strategy {
    /** By the statement that loads its owner. */
    JOIN,
    /** By a statement of its own, for all owners at once. */
    SELECT,
    /** By a statement of its own, for many owners, into lists that {@link Fetched} holds. */
    CHILDREN
}
