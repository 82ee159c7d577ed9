package dev.headroom.keyset;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page to read: from an end of the list, or from a cursor, in one of two directions. Immutable and thread-safe.
 *
 * <p>Whatever the direction, the rows of a page come in the order of the {@link Keyset}.
 */
public final class KeysetRequest {

    private final int size;
    private final boolean forward;
    private final @Nullable String cursor;
    private final boolean bothSides;
    private final @Nullable Count count;

    private KeysetRequest(int size, boolean forward, @Nullable String cursor) {
        this(size, forward, cursor, false, null);
    }

    private KeysetRequest(
            int size, boolean forward, @Nullable String cursor, boolean bothSides, @Nullable Count count) {
        this.size = size;
        this.forward = forward;
        this.cursor = cursor;
        this.bothSides = bothSides;
        this.count = count;
    }

    /**
     * The first rows of the list.
     *
     * @param size how many rows at most, from 1 to the keyset's {@linkplain KeysetBuilder#maxPageSize maximum}
     * @return the request
     */
    public static KeysetRequest first(int size) {
        return new KeysetRequest(size, true, null);
    }

    /**
     * The last rows of the list.
     *
     * @param size how many rows at most, from 1 to the keyset's {@linkplain KeysetBuilder#maxPageSize maximum}
     * @return the request
     */
    public static KeysetRequest last(int size) {
        return new KeysetRequest(size, false, null);
    }

    /**
     * The rows right after a row.
     *
     * @param cursor the row's cursor, which is not part of the page; the row may have been deleted since
     * @param size how many rows at most, from 1 to the keyset's {@linkplain KeysetBuilder#maxPageSize maximum}
     * @return the request
     */
    public static KeysetRequest after(String cursor, int size) {
        return new KeysetRequest(size, true, Objects.requireNonNull(cursor, "cursor"));
    }

    /**
     * The rows right before a row.
     *
     * @param cursor the row's cursor, which is not part of the page; the row may have been deleted since
     * @param size how many rows at most, from 1 to the keyset's {@linkplain KeysetBuilder#maxPageSize maximum}
     * @return the request
     */
    public static KeysetRequest before(String cursor, int size) {
        return new KeysetRequest(size, false, Objects.requireNonNull(cursor, "cursor"));
    }

    /**
     * The request of a web client that sends a size and at most one cursor.
     *
     * @param size how many rows at most, from 1 to the keyset's {@linkplain KeysetBuilder#maxPageSize maximum}
     * @param after the cursor to read after, or null
     * @param before the cursor to read before, or null
     * @return {@link #after}, {@link #before}, or {@link #first} if there is no cursor
     * @throws InvalidCursorException if both cursors are given
     */
    public static KeysetRequest of(int size, @Nullable String after, @Nullable String before) {
        if (after != null && before != null) {
            throw new InvalidCursorException(InvalidCursorException.Reason.AMBIGUOUS);
        }
        if (after != null) {
            return after(after, size);
        }
        return before != null ? before(before, size) : first(size);
    }

    /**
     * The same page, with both {@link KeysetPage#hasNext()} and {@link KeysetPage#hasPrevious()} known exactly.
     *
     * <p>Without it, a page that starts at a cursor knows what lies ahead, but not whether rows still lie behind it.
     * Finding out looks for one row there, mostly by one statement.
     *
     * @return the request
     */
    public KeysetRequest withBothSides() {
        return new KeysetRequest(size, forward, cursor, true, count);
    }

    /**
     * The same page, with {@link KeysetPage#total()}.
     *
     * @param newCount how much is counted; this costs one statement more
     * @return the request
     */
    public KeysetRequest counting(Count newCount) {
        return new KeysetRequest(size, forward, cursor, bothSides, Objects.requireNonNull(newCount, "newCount"));
    }

    /**
     * How many rows the request asks for.
     *
     * @return the largest number of rows in the page
     */
    public int size() {
        return size;
    }

    /**
     * Whether the page is read in the order of the keyset.
     *
     * @return true for {@link #first} and {@link #after}, false for {@link #last} and {@link #before}
     */
    public boolean forward() {
        return forward;
    }

    /**
     * Where the page starts.
     *
     * @return the cursor, or empty for {@link #first} and {@link #last}
     */
    public Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    boolean bothSides() {
        return bothSides;
    }

    Optional<Count> count() {
        return Optional.ofNullable(count);
    }

    KeysetRequest withSize(int newSize) {
        return new KeysetRequest(newSize, forward, cursor, bothSides, count);
    }

    /** A neighbour of this page. It counts nothing: the total is known by now. */
    KeysetRequest continuedAt(String nextCursor, boolean nextForward) {
        return new KeysetRequest(size, nextForward, nextCursor, bothSides, null);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeysetRequest that
                && size == that.size
                && forward == that.forward
                && bothSides == that.bothSides
                && Objects.equals(count, that.count)
                && Objects.equals(cursor, that.cursor);
    }

    @Override
    public int hashCode() {
        return Objects.hash(size, forward, cursor, bothSides, count);
    }

    /**
     * Direction and size; the cursor itself is left out, because it may end up in a log.
     *
     * @return such as {@code "50 rows after a cursor"}
     */
    @Override
    public String toString() {
        if (cursor == null) {
            return (forward ? "first " : "last ") + size + " rows";
        }
        return size + (forward ? " rows after a cursor" : " rows before a cursor");
    }
}
