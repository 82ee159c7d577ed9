package dev.headroom.jobs;

/**
 * Why an attempt failed.
 *
 * @param kind the exception's class, or a word of the worker's, such as {@code crashed} or {@code unknown type}
 * @param message at most 1,000 characters of its message; empty if it has none. It is kept with the job and given to whoever may ask
 *     for its status, so do not put secrets into messages
 */
public record JobProblem(String kind, String message) {

    private static final int LONGEST = 1_000;

    /**
     * Shortens the message.
     *
     * @param kind of the problem
     * @param message at most 1,000 characters are kept, and none that PostgreSQL does not store
     */
    public JobProblem {
        message = message.replace('\0', ' ');
        message = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
    }

    static JobProblem of(Throwable failure) {
        String message = failure.getMessage();
        return new JobProblem(failure.getClass().getName(), message == null ? "" : message);
    }
}
