package dev.headroom.projection;

import dev.headroom.projection.Shape.Column;
import dev.headroom.projection.Shape.Inner;
import dev.headroom.projection.Shape.Link;
import dev.headroom.projection.Shape.Listed;
import dev.headroom.projection.Shape.Scalar;
import dev.headroom.projection.Shape.Slot;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** Makes views, or {@link Row}s, of what was read. */
final class RowMaker {

    private final @Nullable LoadedChildren<@Nullable Object> children;

    private RowMaker(@Nullable Session session) {
        this.children = session == null ? null : new LoadedChildren<>(session, this::element);
    }

    /** For rows without lists. */
    static RowMaker withoutChildren() {
        return new RowMaker(null);
    }

    /** For some rows, whose lists are read now. */
    static RowMaker of(Session session, Shape shape, List<@Nullable Object[]> rows) {
        RowMaker maker = new RowMaker(session);
        Objects.requireNonNull(maker.children).load(shape, rows);
        return maker;
    }

    Object make(Shape shape, @Nullable Object[] row) {
        List<Slot> slots = shape.slots();
        ViewConstructor constructor = shape.constructor();
        if (constructor != null && shape.asRead() && row.length == slots.size()) {
            return constructor.construct(row);
        }
        @Nullable Object[] values = new Object[slots.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = value(slots.get(index), row);
        }
        return constructor == null ? new Row(slots, values) : constructor.construct(values);
    }

    private @Nullable Object value(Slot slot, @Nullable Object[] row) {
        if (slot instanceof Column column) { // the most frequent, by its class: an interface takes longer to tell
            return column.of(row);
        }
        if (slot instanceof Link link) {
            return link.of(row);
        }
        if (slot instanceof Inner inner) {
            return isPresent(inner, row) ? make(inner.shape(), row) : null;
        }
        return list((Listed) slot, row);
    }

    static boolean isPresent(Inner inner, @Nullable Object[] row) {
        if (inner.presence() >= 0) {
            return row[inner.presence()] != null;
        }
        return inner.presence() == Inner.ALWAYS || hasValue(inner.shape(), row);
    }

    private static boolean hasValue(Shape shape, @Nullable Object[] row) {
        for (Slot slot : shape.slots()) {
            boolean present = slot instanceof Inner deeper
                    ? isPresent(deeper, row)
                    : slot instanceof Scalar value && value.isIn(row);
            if (present) {
                return true;
            }
        }
        return false;
    }

    private Collection<?> list(Listed listed, @Nullable Object[] row) {
        List<@Nullable Object> elements = Objects.requireNonNull(children).of(listed, row);
        return listed.set()
                ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
                : Collections.unmodifiableList(elements);
    }

    private @Nullable Object element(Listed listed, @Nullable Object[] row) {
        Shape shape = listed.statement().shape();
        return listed.statement().values() ? ((Scalar) shape.slots().get(0)).of(row) : make(shape, row);
    }
}
