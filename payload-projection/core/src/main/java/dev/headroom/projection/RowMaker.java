package dev.headroom.projection;

import dev.headroom.projection.Shape.Column;
import dev.headroom.projection.Shape.Inner;
import dev.headroom.projection.Shape.Listed;
import dev.headroom.projection.Shape.Scalar;
import dev.headroom.projection.Shape.Slot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes views, or {@link Row}s, of what was read. */
final class RowMaker {

    private final @Nullable LoadedChildren children;

    RowMaker(@Nullable LoadedChildren children) {
        this.children = children;
    }

    /** For rows without lists. */
    static RowMaker withoutChildren() {
        return new RowMaker(null);
    }

    Object make(Shape shape, @Nullable Object[] row) {
        List<Slot> slots = shape.slots();
        @Nullable Object[] values = new Object[slots.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = value(slots.get(index), row);
        }
        ViewConstructor constructor = shape.constructor();
        return constructor == null ? new Row(slots, values) : constructor.construct(values);
    }

    private @Nullable Object value(Slot slot, @Nullable Object[] row) {
        if (slot instanceof Scalar scalar) {
            return scalar.of(row);
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
        boolean onlyLists = true;
        for (Slot slot : inner.shape().slots()) {
            boolean present = slot instanceof Column column
                    ? row[column.index()] != null
                    : slot instanceof Inner deeper && isPresent(deeper, row);
            if (present) {
                return true;
            }
            onlyLists &= slot instanceof Listed;
        }
        return onlyLists;
    }

    private Collection<?> list(Listed listed, @Nullable Object[] row) {
        List<@Nullable Object[]> elements = Objects.requireNonNull(children).of(listed, row);
        Collection<@Nullable Object> made =
                listed.set() ? new LinkedHashSet<>(2 * elements.size()) : new ArrayList<>(elements.size());
        Shape shape = listed.statement().shape();
        Scalar only = listed.statement().values() ? (Scalar) shape.slots().get(0) : null;
        for (@Nullable Object[] element : elements) {
            made.add(only == null ? make(shape, element) : only.of(element));
        }
        return listed.set()
                ? Collections.unmodifiableSet((LinkedHashSet<@Nullable Object>) made)
                : Collections.unmodifiableList((ArrayList<@Nullable Object>) made);
    }
}
