package dev.headroom.keyset.spring;

import dev.headroom.keyset.InvalidCursorException;
import dev.headroom.keyset.KeysetPage;
import dev.headroom.keyset.KeysetQuery;
import dev.headroom.keyset.KeysetRequest;
import dev.headroom.keyset.PageSizeException;
import java.util.Map;
import org.springframework.data.domain.KeysetScrollPosition;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Window;

/**
 * Keyset pages as Spring Data's {@link Window}, for code that scrolls: {@code WindowIterator}, Spring for GraphQL.
 *
 * <pre>{@code
 * WindowIterator<Song> all = WindowIterator
 *         .of(position -> songs.query(byName, query -> KeysetWindows.scroll(query, position, 100)))
 *         .startingAt(ScrollPosition.keyset());
 * }</pre>
 *
 * <p>A position of such a window is a {@link KeysetScrollPosition} with the one key {@value #CURSOR}: the cursor, instead
 * of the row's bare values, so that a reader who gets it cannot forge it.
 */
public final class KeysetWindows {

    /** The only key of a position: its value is the cursor. */
    public static final String CURSOR = "cursor";

    private KeysetWindows() {}

    /**
     * Reads a window. The rows of a window come in the order of the keyset in either direction, and {@link
     * Window#hasNext()} tells whether there are more in the direction of the position, as Spring Data has it.
     *
     * @param <T> what a row is
     * @param query what to read; its keyset is the order
     * @param position a position of an earlier window; {@code ScrollPosition.keyset()} to start at the first row, {@code
     *     ScrollPosition.keyset().backward()} at the last one
     * @param limit how many rows at most
     * @return the window; a position that it gives is exclusive, for reading on behind its row
     * @throws PageSizeException if the limit is not a size that the keyset allows
     * @throws InvalidCursorException if the position is not one of such a window; nothing was read
     * @throws IllegalArgumentException if the position is an offset other than the start of the list
     */
    public static <T> Window<T> scroll(KeysetQuery<?, T> query, ScrollPosition position, int limit) {
        KeysetRequest request = request(position, limit);
        KeysetPage<T> page = query.page(request);
        ScrollPosition.Direction direction =
                request.forward() ? ScrollPosition.Direction.FORWARD : ScrollPosition.Direction.BACKWARD;
        return Window.from(
                page.content(),
                index -> ScrollPosition.of(Map.of(CURSOR, page.cursor(index)), direction),
                request.forward() ? page.hasNext() : page.hasPrevious());
    }

    private static KeysetRequest request(ScrollPosition position, int limit) {
        if (!(position instanceof KeysetScrollPosition keyset)) {
            if (position.isInitial()) {
                return KeysetRequest.first(limit);
            }
            throw new IllegalArgumentException("A keyset cannot start at " + position
                    + ": start with ScrollPosition.keyset(), and go on with the positions of its windows.");
        }
        if (keyset.isInitial()) {
            return keyset.scrollsForward() ? KeysetRequest.first(limit) : KeysetRequest.last(limit);
        }
        if (keyset.getKeys().size() != 1 || !(keyset.getKeys().get(CURSOR) instanceof String cursor)) {
            throw new InvalidCursorException(InvalidCursorException.Reason.MALFORMED);
        }
        return keyset.scrollsForward() ? KeysetRequest.after(cursor, limit) : KeysetRequest.before(cursor, limit);
    }
}
