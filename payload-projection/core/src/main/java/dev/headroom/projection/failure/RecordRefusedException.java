package dev.headroom.projection.failure;

/** The constructor of a view's record refused the values of a row. The cause is what it threw. */
public final class RecordRefusedException extends ProjectionException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param view the record
     * @param cause what its constructor threw
     */
    public RecordRefusedException(Class<?> view, Throwable cause) {
        super("The constructor of " + view.getSimpleName() + " refused a row with "
                + cause.getClass().getName()
                + ": let it accept what the database holds, or leave such rows out with where(…).");
        initCause(cause);
    }
}
