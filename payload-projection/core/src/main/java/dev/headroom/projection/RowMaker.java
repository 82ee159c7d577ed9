package dev.headroom.projection;

import dev.headroom.projection.Shape.Column;
import dev.headroom.projection.Shape.Inner;
import dev.headroom.projection.Shape.Listed;
import dev.headroom.projection.Shape.Slot;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes records, or {@link Row}s, of what was read. */
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
        return shape.constructor() == null ? new Row(slots, values) : construct(shape.constructor(), values);
    }

    private @Nullable Object value(Slot slot, @Nullable Object[] row) {
        if (slot instanceof Column column) {
            return value(column, row);
        }
        if (slot instanceof Inner inner) {
            return isPresent(inner, row) ? make(inner.shape(), row) : null;
        }
        return list((Listed) slot, row);
    }

    static @Nullable Object value(Column column, @Nullable Object[] row) {
        Object value = row[column.index()];
        return value == null || column.conversion() == null
                ? value
                : column.conversion().apply(value);
    }

    static boolean isPresent(Inner inner, @Nullable Object[] row) {
        if (inner.presence() >= 0) {
            return row[inner.presence()] != null;
        }
        return inner.shape().slots().stream()
                .anyMatch(slot -> slot instanceof Column column
                        ? row[column.index()] != null
                        : slot instanceof Inner deeper && isPresent(deeper, row));
    }

    private Collection<?> list(Listed listed, @Nullable Object[] row) {
        ChildStatement statement = listed.statement();
        List<Object> made = Objects.requireNonNull(children).of(listed, row).stream()
                .map(child -> statement.values()
                        ? value((Column) statement.shape().slots().get(0), child)
                        : make(statement.shape(), child))
                .toList();
        return listed.set() ? Collections.unmodifiableSet(new LinkedHashSet<>(made)) : made;
    }

    private static Object construct(Constructor<?> constructor, @Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException thrown) {
            throw new RecordRefusedException(constructor.getDeclaringClass(), thrown.getTargetException());
        } catch (ReflectiveOperationException | IllegalArgumentException impossible) {
            throw new IllegalStateException(
                    constructor + " was checked for " + Arrays.toString(constructor.getParameterTypes()), impossible);
        }
    }
}
