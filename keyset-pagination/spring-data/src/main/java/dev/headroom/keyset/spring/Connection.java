package dev.headroom.keyset.spring;

import dev.headroom.keyset.CursorOverflowException;
import dev.headroom.keyset.KeysetPage;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page in the shape of the Relay Cursor Connections Specification, for GraphQL and for JSON. As thread-safe as its
 * nodes.
 *
 * @param <T> what a node is
 * @param edges the rows with their cursors, in the order of the keyset in either direction
 * @param pageInfo where the page stands in its list
 */
public record Connection<T>(List<Edge<T>> edges, PageInfo pageInfo) {

    /**
     * A row and its cursor.
     *
     * @param <T> what a node is
     * @param node the row
     * @param cursor to read after or before this row
     */
    public record Edge<T>(T node, String cursor) {}

    /**
     * Where a page stands in its list.
     *
     * @param hasNextPage whether rows follow
     * @param hasPreviousPage whether rows precede; exact, also on the first page
     * @param startCursor the cursor of the first row; null if there is none
     * @param endCursor the cursor of the last row; null if there is none
     */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    /**
     * Copies the edges.
     *
     * @param edges the rows with their cursors
     * @param pageInfo where the page stands in its list
     */
    public Connection {
        edges = List.copyOf(edges);
    }

    /**
     * A page as a connection.
     *
     * @param <T> what a row is
     * @param page read {@linkplain dev.headroom.keyset.KeysetRequest#withBothSides() with both sides}
     * @return the connection
     * @throws IllegalStateException if the page started at a cursor and was read without both sides
     * @throws CursorOverflowException if a row's key values are too long for a cursor
     */
    public static <T> Connection<T> of(KeysetPage<T> page) {
        List<T> rows = page.content();
        List<Edge<T>> edges = IntStream.range(0, rows.size())
                .mapToObj(index -> new Edge<>(rows.get(index), page.cursor(index)))
                .toList();
        return new Connection<>(
                edges,
                new PageInfo(
                        page.hasNext(),
                        page.hasPrevious(),
                        edges.isEmpty() ? null : edges.get(0).cursor(),
                        edges.isEmpty() ? null : edges.get(edges.size() - 1).cursor()));
    }
}
