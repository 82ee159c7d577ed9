package dev.headroom.fetch;

/** A call that the plan cannot serve, such as a limited query for a plan that joins a collection. */
public final class MisusedFetchPlanException extends FetchPlanException {

    private static final long serialVersionUID = 1L;

    MisusedFetchPlanException(String message) {
        super(message);
    }
}
