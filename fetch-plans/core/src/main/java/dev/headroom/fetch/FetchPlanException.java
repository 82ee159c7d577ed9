package dev.headroom.fetch;

/** What is wrong with the use of a fetch plan. Its message says which path, which rule, and what to do. */
public class FetchPlanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FetchPlanException(String message) {
        super(message);
    }
}
