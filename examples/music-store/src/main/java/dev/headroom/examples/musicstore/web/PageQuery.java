package dev.headroom.examples.musicstore.web;

import dev.headroom.keyset.KeysetRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * The query parameters of a list: {@code ?size=50}, and {@code &after=} or {@code &before=} with a cursor of an earlier
 * page.
 *
 * @param size how many items at most; {@value #DEFAULT_SIZE} if it is not given
 * @param after the cursor to go forward from
 * @param before the cursor to go backward from
 */
public record PageQuery(
        @Nullable Integer size,
        @Nullable String after,
        @Nullable String before) {

    /** The largest page that lists give. */
    public static final int MAX_SIZE = 200;

    private static final int DEFAULT_SIZE = 50;

    /**
     * What to ask the keyset for.
     *
     * @return the request, which tells for both sides whether rows are there
     * @throws ProblemException if both directions are asked for
     */
    public KeysetRequest request() {
        int rows = size == null ? DEFAULT_SIZE : size;
        if (after != null && before != null) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "BOTH_DIRECTIONS",
                    "Both after and before are given: a page goes in one direction, so leave one of them out.");
        }
        return direction(rows).withBothSides();
    }

    private KeysetRequest direction(int rows) {
        if (after != null) {
            return KeysetRequest.after(after, rows);
        }
        return before == null ? KeysetRequest.first(rows) : KeysetRequest.before(before, rows);
    }
}
