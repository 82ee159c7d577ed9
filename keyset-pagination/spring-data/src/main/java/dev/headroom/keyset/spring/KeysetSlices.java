package dev.headroom.keyset.spring;

import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetQuery;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.PageSizeException;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Slice;

/**
 * Keyset pages as Spring Data's {@link Slice}, for code that walks by {@link Slice#nextPageable()}.
 *
 * <p>The pageables of such a slice carry a cursor. They are for {@link #slice} alone: they have no page number and no
 * offset, and say so by an {@link UnsupportedOperationException} where a query asks for the offset.
 */
public final class KeysetSlices {

    private KeysetSlices() {}

    /**
     * Reads a slice. Like {@link KeysetRequest#withBothSides()}, this may cost one statement more that reads one row.
     *
     * @param <T> what a row is
     * @param query what to read; its keyset is the order
     * @param pageable {@code Pageable.ofSize(…)} for the first slice, then {@link Slice#nextPageable()} or {@link
     *     Slice#previousPageable()} of a slice that was read so
     * @return the slice; its number is always 0, because a keyset does not count what comes before
     * @throws PageSizeException if the size is not one that the keyset allows
     * @throws InvalidCursorException if the pageable belongs to a slice of another keyset or scope; nothing was read
     * @throws IllegalArgumentException if the pageable is unpaged, has a page number other than 0, or has a sort: the
     *     order is that of the keyset
     */
    public static <T> Slice<T> slice(KeysetQuery<?, T> query, Pageable pageable) {
        KeysetRequest request = request(pageable);
        KeysetPage<T> page = query.page(request);
        return KeysetSlice.of(page, request.size());
    }

    private static KeysetRequest request(Pageable pageable) {
        if (pageable instanceof KeysetPageable keyset) {
            return keyset.request();
        }
        if (pageable.isUnpaged()
                || pageable.getPageNumber() != 0
                || pageable.getSort().isSorted()) {
            throw new IllegalArgumentException("A keyset cannot read \"" + pageable
                    + "\": start with Pageable.ofSize(…) without a sort, and go on with nextPageable() of the slice.");
        }
        return KeysetRequest.first(pageable.getPageSize()).withBothSides();
    }
}
