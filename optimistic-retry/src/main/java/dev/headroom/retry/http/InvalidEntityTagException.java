package dev.headroom.retry.http;

import dev.headroom.retry.exception.RetryException;

/** Thrown for a header that is no list of entity tags. The request is wrong: answer 400. */
public final class InvalidEntityTagException extends RetryException {

    private static final long serialVersionUID = 1L;

    /** Its name. */
    private final String header;

    /** From 0. */
    private final int offset;

    InvalidEntityTagException(String header, int offset, String rule) {
        super(header + ", offset " + offset + ": " + rule
                + " Send * or tags as they came in ETag, such as \"7\", \"8\".");
        this.header = header;
        this.offset = offset;
    }

    /**
     * Which header it is.
     *
     * @return its name
     */
    public String header() {
        return header;
    }

    /**
     * Where the header is wrong.
     *
     * @return from 0
     */
    public int offset() {
        return offset;
    }
}
