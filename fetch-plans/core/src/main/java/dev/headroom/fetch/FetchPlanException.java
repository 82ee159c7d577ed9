package dev.headroom.fetch;

/**
 * The root of this module's exceptions. The message names the path and the rule, and says what to do.
 */
public abstract class FetchPlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FetchPlanException(String message) {
        super(message);
    }
}
