package dev.headroom.examples.musicstore.web;

import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list as JSON.
 *
 * @param <T> what an item is
 * @param items in the order of the list
 * @param page where the page stands in the list
 */
public record PageResponse<T>(List<T> items, Position page) {

    /**
     * Where a page stands in its list.
     *
     * @param size how many items were asked for
     * @param hasPrevious whether items come before it
     * @param hasNext whether items come after it
     * @param before the cursor that the previous page is asked for with, if there is one
     * @param after the cursor that the next page is asked for with, if there is one
     */
    public record Position(
            int size,
            boolean hasPrevious,
            boolean hasNext,
            @Nullable String before,
            @Nullable String after) {}

    /**
     * Makes the response.
     *
     * @param <T> what an item is
     * @param page what the keyset read
     * @param request what it was asked for
     * @return the page with its cursors
     */
    public static <T> PageResponse<T> of(KeysetPage<T> page, KeysetRequest request) {
        return new PageResponse<>(
                page.content(),
                new Position(
                        request.size(),
                        page.hasPrevious(),
                        page.hasNext(),
                        page.previousCursor().orElse(null),
                        page.nextCursor().orElse(null)));
    }
}
