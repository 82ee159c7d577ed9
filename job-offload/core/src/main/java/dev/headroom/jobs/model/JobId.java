package dev.headroom.jobs.model;

import java.util.Objects;
import java.util.UUID;

/**
 * Names a job, in every store and over HTTP. Ids of later jobs are greater, to the millisecond, and in the order in which one {@link dev.headroom.jobs.Jobs}
 * enqueued them (UUID version 7, RFC 9562). They cannot be guessed.
 *
 * @param value its value
 */
public record JobId(UUID value) implements Comparable<JobId> {

    /**
     * Wraps an id.
     *
     * @param value not null
     */
    public JobId {
        Objects.requireNonNull(value, "value");
    }

    /**
     * Reads an id, for instance from a path of HTTP.
     *
     * @param text as {@link #toString} writes it
     * @return an id
     * @throws InvalidJobException if it is no id
     */
    public static JobId parse(String text) {
        try {
            return new JobId(UUID.fromString(text));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidJobException("JobId.parse(\"" + text + "\"): that is no id of a job, which is a UUID.");
        }
    }

    @Override
    public int compareTo(JobId other) {
        int byTime = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return byTime != 0
                ? byTime
                : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    /** Ids of a moment are near each other in a hash table, as those who enqueue and forget jobs need them. */
    @Override
    public int hashCode() {
        long first = value.getMostSignificantBits();
        long order = first >>> 16 << 12 | (first & 0xFFF);
        return (int) (order ^ order >>> 12);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
