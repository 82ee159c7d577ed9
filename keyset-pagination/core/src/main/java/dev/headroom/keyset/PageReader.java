package dev.headroom.keyset;

import dev.headroom.keyset.Edges.Edge;
import dev.headroom.keyset.RowReader.Row;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a page and finds out what lies on either side of it. */
final class PageReader<E> {

    private final RowReader<E> rows;
    private final PositionFormat format;

    PageReader(RowReader<E> rows, PositionFormat format) {
        this.rows = rows;
        this.format = format;
    }

    KeysetPage<E> read(KeysetRequest request) {
        List<@Nullable Object> start = request.cursor().map(format::position).orElse(null);
        boolean forward = request.forward();
        // One row more than the page tells whether another page follows.
        List<Row<E>> read = rows.read(start, forward, request.size() + 1);
        boolean more = read.size() > request.size();
        List<Row<E>> page = more ? read.subList(0, request.size()) : read;
        Edge behind = behind(request, start, page);
        if (!forward) {
            Collections.reverse(page);
        }
        List<List<@Nullable Object>> positions =
                page.stream().map(Row::position).toList();
        return new KeysetPage<>(
                page.stream().map(Row::entity).toList(),
                index -> format.cursor(positions.get(index)),
                request,
                Edges.reading(forward, behind, Edge.of(more)));
    }

    /** What lies on the side that the reader came from. */
    private Edge behind(KeysetRequest request, @Nullable List<@Nullable Object> start, List<Row<E>> page) {
        if (start == null) {
            return Edge.END;
        }
        if (!request.bothSides()) {
            return Edge.NOT_ASKED;
        }
        // If nothing lies beyond the cursor, then every row there is lies behind it.
        List<@Nullable Object> nearest = page.isEmpty() ? null : page.get(0).position();
        return Edge.of(rows.exists(nearest, !request.forward()));
    }
}
