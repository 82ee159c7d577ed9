package dev.headroom.jobs.model;

/**
 * Why an attempt failed.
 *
 * @param kind the exception's class, or a word of the worker's, such as {@code crashed} or {@code unknown type}
 * @param message at most 1,000 characters of its message; empty if it has none. It is kept with the job, and readers of its
 *     status see it, so do not put secrets into messages
 */
public record JobProblem(String kind, String message) {

    private static final int LONGEST = 1_000;

    /**
     * Shortens the message.
     *
     * @param kind of the problem
     * @param message at most 1,000 characters are kept, and none that a store does not keep
     */
    public JobProblem {
        message = StorableText.cut(message, LONGEST);
    }
}
