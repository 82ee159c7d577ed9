package dev.headroom.jobs.model;

import java.util.Objects;

/**
 * How far a job is, as its handler says.
 *
 * @param done from 0
 * @param total 0 if it is not known
 * @param note for people; empty if there is none
 */
public record JobProgress(long done, long total, String note) {

    /** Before a handler has said anything. */
    public static final JobProgress NONE = new JobProgress(0, 0, "");

    private static final int LONGEST = 200;

    /**
     * Checks the numbers and shortens the note.
     *
     * @param done from 0
     * @param total 0 if it is not known
     * @param note for people; at most 200 characters are kept, and none that a store does not keep
     * @throws InvalidJobException if a number is negative
     */
    public JobProgress {
        if (done < 0 || total < 0) {
            throw new InvalidJobException("progress(" + done + ", " + total + "): numbers start at 0.");
        }
        note = StorableText.cut(Objects.requireNonNull(note, "note"), LONGEST);
    }
}
