package dev.headroom.examples.musicstore.web;

import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.KeysetRequest;
import org.jspecify.annotations.Nullable;

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
     * @throws InvalidCursorException if both directions are asked for
     */
    public KeysetRequest request() {
        return KeysetRequest.of(size == null ? DEFAULT_SIZE : size, after, before)
                .withBothSides();
    }
}
