package dev.headroom.projection;

import dev.headroom.projection.Shape.Column;
import dev.headroom.projection.Shape.Inner;
import dev.headroom.projection.Shape.Link;
import dev.headroom.projection.Shape.Listed;
import dev.headroom.projection.Shape.Scalar;
import dev.headroom.projection.Shape.Slot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a shape shows of rows, and counts the bytes of each field; of one answer. */
final class ShapeWriter {

    private final RowWriter out;
    private final List<Field> fields;

    ShapeWriter(Shape shape, String prefix, RowWriter out) {
        this.out = out;
        this.fields = shape.slots().stream()
                .map(slot -> new Field(slot, prefix + slot.name(), out))
                .toList();
    }

    /** Returns the bytes of all fields, those of parts within included. */
    long write(@Nullable Object[] row, LoadedChildren<@Nullable Object[]> children) {
        long start = out.bytes();
        long before = start;
        for (Field field : fields) {
            out.name(field.slot.name());
            long within = write(field, row, children);
            long after = out.bytes();
            field.bytes += after - before - within;
            before = after;
        }
        return before - start;
    }

    private long write(Field field, @Nullable Object[] row, LoadedChildren<@Nullable Object[]> children) {
        if (field.slot instanceof Column column) { // first, as in RowMaker
            out.value(column.of(row));
            return 0;
        }
        if (field.slot instanceof Link link) {
            out.value(link.of(row));
            return 0;
        }
        if (field.slot instanceof Inner inner) {
            if (RowMaker.isPresent(inner, row)) {
                return object(field, row, children);
            }
            out.value(null);
            return 0;
        }
        return list(field, (Listed) field.slot, row, children);
    }

    private long object(Field field, @Nullable Object[] row, LoadedChildren<@Nullable Object[]> children) {
        out.startObject();
        long within = field.beneath.write(row, children);
        out.endObject();
        return within;
    }

    private long list(Field field, Listed listed, @Nullable Object[] row, LoadedChildren<@Nullable Object[]> children) {
        long within = 0;
        out.startList();
        for (@Nullable Object[] element : ShownElements.of(listed, row, children)) {
            if (listed.statement().values()) {
                out.value(((Scalar) listed.statement().shape().slots().get(0)).of(element));
            } else {
                within += object(field, element, children);
            }
        }
        out.endList();
        return within;
    }

    /** Adds the bytes of each field, by its path. */
    void addTo(Map<String, Long> bytesByField) {
        for (Field field : fields) {
            bytesByField.put(field.path, field.bytes);
            field.beneath.addTo(bytesByField);
        }
    }

    private static final class Field {

        final Slot slot;
        final String path;
        final ShapeWriter beneath;

        /** Without those of the fields beneath. */
        long bytes;

        Field(Slot slot, String path, RowWriter out) {
            this.slot = slot;
            this.path = path;
            this.beneath = new ShapeWriter(beneath(slot), path + ".", out);
        }

        private static Shape beneath(Slot slot) {
            if (slot instanceof Inner inner) {
                return inner.shape();
            }
            return slot instanceof Listed listed && !listed.statement().values()
                    ? listed.statement().shape()
                    : Shape.of(List.of(), null);
        }
    }
}
