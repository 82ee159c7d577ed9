package dev.headroom.keyset;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows in the order of its {@link Keyset}, with a cursor for every row. Immutable; as thread-safe as the rows
 * in it. It holds no reference to the {@code EntityManager}.
 *
 * @param <R> what a row is
 */
public final class KeysetPage<R> implements Iterable<R> {

    private final List<R> content;
    private final Positions positions;
    private final KeysetRequest request;
    private final Edges edges;
    private final @Nullable Total total;

    KeysetPage(List<R> content, Positions positions, KeysetRequest request, Edges edges, @Nullable Total total) {
        this.content = List.copyOf(content);
        this.positions = positions;
        this.request = request;
        this.edges = edges;
        this.total = total;
    }

    /**
     * The rows.
     *
     * @return an unmodifiable list of at most the requested number of rows, in the keyset's order for either direction
     */
    public List<R> content() {
        return content;
    }

    /**
     * Whether a row follows the last one of this page. Exact at the time of the query, without a count.
     *
     * @return true if there is such a row
     * @throws IllegalStateException for a page {@link KeysetRequest#before before} a cursor that was read without
     *     {@link KeysetRequest#withBothSides()}
     */
    public boolean hasNext() {
        return edges.next().known("hasNext");
    }

    /**
     * Whether a row precedes the first one of this page. Exact at the time of the query, without a count.
     *
     * @return true if there is such a row
     * @throws IllegalStateException for a page {@link KeysetRequest#after after} a cursor that was read without
     *     {@link KeysetRequest#withBothSides()}
     */
    public boolean hasPrevious() {
        return edges.previous().known("hasPrevious");
    }

    /**
     * How many rows the whole list has, as far as the request asked for it.
     *
     * @return the total at the time of the query
     * @throws IllegalStateException if the request did not ask with {@link KeysetRequest#counting}
     */
    public Total total() {
        if (total == null) {
            throw new IllegalStateException(
                    "total() of a page that nothing was counted for costs a statement of its own:"
                            + " ask for it with KeysetRequest.counting(…) before reading the page.");
        }
        return total;
    }

    /**
     * The cursor of the first row, to page backward from here.
     *
     * @return the cursor, or empty if the page is empty
     */
    public Optional<String> startCursor() {
        return content.isEmpty() ? Optional.empty() : Optional.of(cursor(0));
    }

    /**
     * The cursor of the last row, to page forward from here.
     *
     * @return the cursor, or empty if the page is empty
     */
    public Optional<String> endCursor() {
        return content.isEmpty() ? Optional.empty() : Optional.of(cursor(content.size() - 1));
    }

    /**
     * The cursor to hand to a reader for the next page.
     *
     * @return {@link #endCursor()}, or empty if no row follows
     * @throws IllegalStateException as {@link #hasNext()}
     */
    public Optional<String> nextCursor() {
        return hasNext() ? endCursor() : Optional.empty();
    }

    /**
     * The cursor to hand to a reader for the previous page.
     *
     * @return {@link #startCursor()}, or empty if no row precedes
     * @throws IllegalStateException as {@link #hasPrevious()}
     */
    public Optional<String> previousCursor() {
        return hasPrevious() ? startCursor() : Optional.empty();
    }

    /**
     * The cursor of any row.
     *
     * @param index of the row in {@link #content()}, from 0
     * @return the cursor, at most {@value CursorCodec#MAX_LENGTH} characters that need no escaping in a URL
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws CursorOverflowException if the row's key values are too long for a cursor
     */
    public String cursor(int index) {
        return positions.cursor(Objects.checkIndex(index, content.size()));
    }

    /** The keys of a row. */
    List<@Nullable Object> position(int index) {
        return positions.at(index);
    }

    /**
     * The request for the page after this one, of the same size.
     *
     * @return the request, or empty if no row follows
     * @throws IllegalStateException as {@link #hasNext()}
     */
    public Optional<KeysetRequest> next() {
        return nextCursor().map(cursor -> request.continuedAt(cursor, true));
    }

    /**
     * The request for the page before this one, of the same size.
     *
     * @return the request, or empty if no row precedes
     * @throws IllegalStateException as {@link #hasPrevious()}
     */
    public Optional<KeysetRequest> previous() {
        return previousCursor().map(cursor -> request.continuedAt(cursor, false));
    }

    /**
     * The same page with other rows, such as DTOs; cursors and edges stay.
     *
     * @param <U> what a row becomes
     * @param mapper makes the new row, in order, once each
     * @return the new page
     * @throws NullPointerException if the mapper returns null, naming the row by its index
     */
    public <U> KeysetPage<U> map(Function<? super R, ? extends U> mapper) {
        List<U> mapped = new ArrayList<>(content.size());
        for (R row : content) {
            mapped.add(RowSource.made(mapper.apply(row), mapped.size(), "KeysetPage.map"));
        }
        return new KeysetPage<>(mapped, positions, request, edges, total);
    }

    @Override
    public Iterator<R> iterator() {
        return content.iterator();
    }

    /**
     * The number of rows; the rows themselves are left out, because they may end up in a log.
     *
     * @return such as {@code "KeysetPage[50 rows]"}
     */
    @Override
    public String toString() {
        return "KeysetPage[" + content.size() + " rows]";
    }
}
