package dev.headroom.keyset;

import dev.headroom.keyset.Edges.Edge;
import dev.headroom.keyset.RowReader.Row;
import dev.headroom.keyset.internal.seek.Seek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a page and finds out what lies on either side of it. */
final class PageReader<R> {

    private final RowReader<?, R> rows;
    private final PositionFormat format;

    PageReader(RowReader<?, R> rows, PositionFormat format) {
        this.rows = rows;
        this.format = format;
    }

    /**
     * @param seek where to begin, instead of at the request's cursor
     */
    KeysetPage<R> read(KeysetRequest request, Seek seek) {
        // One row more than the page tells whether another page follows.
        List<Row<R>> read = rows.read(seek, request.size() + 1);
        boolean more = read.size() > request.size();
        List<Row<R>> page = more ? read.subList(0, request.size()) : read;
        Edge behind = behind(request, seek, page);
        if (!seek.forward()) {
            Collections.reverse(page);
        }
        Edges edges = Edges.reading(seek.forward(), behind, Edge.of(more));
        Total total =
                request.count().map(count -> total(count, page.size(), edges)).orElse(null);
        return page(page, request, edges, total);
    }

    private Total total(Count count, int size, Edges edges) {
        if (count.kind() == Count.Kind.ESTIMATED && edges.isWholeList()) {
            return new Total(size, Total.Accuracy.EXACT);
        }
        return rows.count(count).notLessThan(size + edges.rowsBeyond());
    }

    /** The page around a row, if the row is there: half of it before the row, and what is left after it. */
    Optional<KeysetPage<R>> around(Object id, int size) {
        return rows.find(id).map(row -> around(row, size));
    }

    private KeysetPage<R> around(Row<R> row, int size) {
        int half = size / 2;
        List<Row<R>> before = rows.read(new Seek(row.position(), false), half + 1);
        boolean morePrevious = before.size() > half;
        List<Row<R>> page = new ArrayList<>(morePrevious ? before.subList(0, half) : before);
        Collections.reverse(page);
        page.add(row);
        int left = size - page.size();
        List<Row<R>> after = rows.read(new Seek(row.position(), true), left + 1);
        boolean moreNext = after.size() > left;
        page.addAll(moreNext ? after.subList(0, left) : after);
        return page(page, KeysetRequest.first(size), new Edges(Edge.of(morePrevious), Edge.of(moreNext)), null);
    }

    private KeysetPage<R> page(List<Row<R>> page, KeysetRequest request, Edges edges, @Nullable Total total) {
        List<List<@Nullable Object>> positions =
                page.stream().map(Row::position).toList();
        return new KeysetPage<>(
                page.stream().map(Row::content).toList(), new Positions(positions, format), request, edges, total);
    }

    /** What lies on the side that the reader came from. */
    private Edge behind(KeysetRequest request, Seek seek, List<Row<R>> page) {
        if (seek.startsAtEnd()) {
            return Edge.END;
        }
        if (!request.bothSides()) {
            return Edge.NOT_ASKED;
        }
        // If nothing lies beyond the cursor, then every row there is lies behind it.
        List<@Nullable Object> nearest = page.isEmpty() ? null : page.get(0).position();
        return Edge.of(rows.exists(new Seek(nearest, !seek.forward())));
    }
}
