package dev.headroom.fetch;

/**
 * A plan that does not fit the mapping, or whose settings exclude each other. {@link FetchPlanBuilder#build} throws it.
 */
public final class InvalidFetchPlanException extends FetchPlanException {

    private static final long serialVersionUID = 1L;

    InvalidFetchPlanException(String message) {
        super(message);
    }
}
