package dev.headroom.keyset;

import dev.headroom.keyset.internal.order.Key;
import dev.headroom.keyset.internal.order.SeekOrder;
import dev.headroom.keyset.internal.seek.Bounds;
import dev.headroom.keyset.internal.seek.Seek;
import dev.headroom.keyset.internal.seek.SeekRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows beyond a position. The key values are selected beside the entity: what the database compares is what it
 * stores, and an entity may hold the same value with another precision.
 */
final class RowReader<E, R> {

    /** What was selected, and its position. */
    record Row<R>(R content, List<@Nullable Object> position) {}

    private final Session session;
    private final RowSource<E, R> source;
    private final SeekOrder<E> order;

    RowReader(Session session, RowSource<E, R> source) {
        this.session = session;
        this.source = source;
        this.order = source.order();
    }

    /** The nearest rows beyond a position, or from an end of the list, in the direction of reading. */
    List<Row<R>> read(Seek seek, int limit) {
        List<Row<R>> rows = new ArrayList<>();
        seek(seek, limit, true).forEach(values -> rows.add(row(values, rows.size())));
        if (rows.size() < limit) {
            boolean compared = !bounded(seek).startsAtEnd();
            new LostRows<>(session, source).refuse(order.doubted().among(session, compared));
        }
        Positions.check(seek.position(), rows.stream().map(Row::position).toList(), order);
        return rows;
    }

    private Row<R> row(List<?> values, int index) {
        int selected = values.size() - order.keys().size();
        return new Row<>(
                RowSource.made(
                        source.mapper().apply(values.subList(0, selected).toArray()), index, "KeysetQuery.select"),
                position(values.subList(selected, values.size())));
    }

    /** Whether any row lies beyond a position. Selects the keys alone, which an index of the order holds. */
    boolean exists(Seek seek) {
        return !seek(seek, 1, false).isEmpty();
    }

    /** The position of the last row. */
    Optional<List<@Nullable Object>> last() {
        return seek(Seek.fromEnd(false), 1, false).stream().findFirst().map(this::position);
    }

    Total count(Count count) {
        return new RowCounter<>(session, source.unordered()).count(count);
    }

    /** The positions that split the rows into so many parts of nearly the same size. */
    List<List<@Nullable Object>> split(int parts) {
        return new RowSplitter<>(session, source.unordered())
                .split(parts).stream().map(this::position).toList();
    }

    /** The row with an id, if it is among the filtered ones. */
    Optional<Row<R>> find(Object id) {
        return byId(id, true).map(values -> row(values, 0));
    }

    /** The position of the row with an id, if it is among the filtered ones. Selects the keys alone. */
    Optional<List<@Nullable Object>> positionOf(Object id) {
        return byId(id, false).map(this::position);
    }

    private Optional<List<?>> byId(Object id, boolean withRow) {
        // An id class has no attribute of its own to compare with. A reference would do, but leaves a proxy behind.
        Object known = order.id() != null ? id : session.find(order.entity(), id);
        return known == null
                ? Optional.empty()
                : byId(order.id(), known, withRow).getResultList().stream().findFirst();
    }

    private SelectionQuery<List<?>> byId(@Nullable String attribute, Object value, boolean withRow) {
        RowText text = source.text();
        return text != null
                ? text.byId(session, attribute, value, withRow)
                : new RowQuery<>(session, source).byId(attribute, value, withRow);
    }

    private List<List<?>> seek(Seek seek, int limit, boolean withRow) {
        List<List<?>> rows = new ArrayList<>();
        Seek bounded = bounded(seek);
        for (SeekRange range : ranges(seek)) {
            List<List<?>> read = query(range, bounded, withRow)
                    .setMaxResults(limit - rows.size())
                    .getResultList();
            List<List<?>> inside = inside(read);
            rows.addAll(inside);
            if (rows.size() == limit || inside.size() < read.size()) {
                break;
            }
        }
        return rows;
    }

    List<SeekRange> ranges(Seek seek) {
        if (!seek.startsAtEnd()) {
            return SeekRange.after(seek, order.keys(), order.database().comparesRowValues());
        }
        Bounds bounds = source.bounds();
        return bounds == null
                ? SeekRange.fromStart(order.keys(), seek.forward())
                : bounds.rangesFromStart(seek.forward());
    }

    /** The same, where an end of the list is the end of the range that is read. */
    Seek bounded(Seek seek) {
        Bounds bounds = source.bounds();
        return seek.startsAtEnd() && bounds != null ? bounds.start(seek.forward()) : seek;
    }

    /** The rows up to the first one that is marked as outside of the range, without the mark. */
    private List<List<?>> inside(List<List<?>> read) {
        if (source.bounds() == null) {
            return read;
        }
        return read.stream()
                .takeWhile(values -> Integer.valueOf(0).equals(values.get(values.size() - 1)))
                .<List<?>>map(values -> values.subList(0, values.size() - 1))
                .toList();
    }

    SelectionQuery<List<?>> query(
            SeekRange range, Seek seek, boolean withRow) {
        RowText text = source.text();
        return text != null
                ? text.build(session, range, seek, withRow)
                : new RowQuery<>(session, source).build(range, seek, withRow);
    }

    private List<@Nullable Object> position(List<?> values) {
        List<@Nullable Object> position = new ArrayList<>(values.size());
        for (int key = 0; key < values.size(); key++) {
            position.add(received(order.keys().get(key), values.get(key)));
        }
        return Collections.unmodifiableList(position);
    }

    private @Nullable Object received(Key key, @Nullable Object value) {
        if (value == null) {
            if (!key.nullable()) {
                throw new NullKeyException(key.toString(), order.toString());
            }
            return null;
        }
        Object received = key.received(value);
        Class<?> type = key.type().type();
        if (!type.isInstance(received)) {
            throw new InvalidKeysetException("Sort key \"" + key + "\" of " + order + " is read as "
                    + received.getClass().getName() + ", and its expression is declared as " + type.getName()
                    + ": name the type that the expression has.");
        }
        return received;
    }
}
