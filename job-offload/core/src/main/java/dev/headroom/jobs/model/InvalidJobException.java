package dev.headroom.jobs.model;

/** A definition, an option or a value that is not allowed. Nothing was done. */
public final class InvalidJobException extends JobException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes one.
     *
     * @param message the value's place, the rule and the next step
     */
    public InvalidJobException(String message) {
        super(message);
    }
}
