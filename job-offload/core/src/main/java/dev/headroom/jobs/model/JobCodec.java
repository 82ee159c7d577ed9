package dev.headroom.jobs.model;

/**
 * Turns payloads and results into text and back, usually JSON ({@code headroom-job-offload-jackson} has one). Called by several
 * threads.
 */
public interface JobCodec {

    /**
     * Writes a value.
     *
     * @param value never null
     * @return text without the character 0, which PostgreSQL does not store, and without half a surrogate pair
     * @throws RuntimeException if it cannot be written: then a payload is not enqueued, and the attempt of a result has failed
     */
    String encode(Object value);

    /**
     * Reads a value.
     *
     * @param <T> its type
     * @param text that {@link #encode} made, possibly of an earlier release
     * @param type its class
     * @return the value
     * @throws RuntimeException if the text does not fit; the job is parked then, not failed. An {@link Error} fails the attempt
     */
    <T> T decode(String text, Class<T> type);
}
