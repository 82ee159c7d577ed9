package dev.headroom.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of what is shown are in the rows that were read.
 *
 * @param constructor of the view that they become; null for a {@link Row}, or for the only value of an element
 * @param asRead whether they are the first values of a row, in its order
 */
record Shape(List<Slot> slots, @Nullable ViewConstructor constructor, boolean asRead) {

    static Shape of(List<Slot> slots, @Nullable ViewConstructor constructor) {
        boolean asRead = IntStream.range(0, slots.size())
                .allMatch(place -> slots.get(place) instanceof Column column
                        && column.index() == place
                        && column.conversion() == null);
        return new Shape(List.copyOf(slots), constructor, asRead);
    }

    /** The place of one field. */
    sealed interface Slot {

        /** The field. */
        String name();
    }

    /** The place of a value, which may be null. */
    sealed interface Scalar extends Slot {

        @Nullable Object of(@Nullable Object[] row);

        boolean isIn(@Nullable Object[] row);
    }

    /**
     * A value that was read.
     *
     * @param index in the row
     */
    record Column(String name, int index, @Nullable UnaryOperator<Object> conversion) implements Scalar {

        @Override
        public @Nullable Object of(@Nullable Object[] row) {
            Object value = row[index];
            return value == null || conversion == null ? value : conversion.apply(value);
        }

        @Override
        public boolean isIn(@Nullable Object[] row) {
            return row[index] != null;
        }
    }

    /**
     * The URL of a large object.
     *
     * @param field its path in the view
     * @param key the index of what tells the objects apart
     * @param version the index of what changes with the object; negative if nothing does
     */
    record Link(String name, String field, int key, int version, MediaUrls urls) implements Scalar {

        @Override
        public @Nullable Object of(@Nullable Object[] row) {
            Object id = row[key];
            return id == null ? null : urls.url(field, id, version < 0 ? null : row[version]);
        }

        @Override
        public boolean isIn(@Nullable Object[] row) {
            return row[key] != null;
        }
    }

    /**
     * A part within.
     *
     * @param presence the index of what is null if there is none, or one of the constants
     */
    record Inner(String name, Shape shape, int presence) implements Slot {

        /** It is there if one of its values is. */
        static final int BY_VALUES = -1;

        static final int ALWAYS = -2;
    }

    /**
     * A list.
     *
     * @param statement that reads the elements
     * @param key where the owner's id is
     */
    record Listed(String name, ChildStatement statement, RowKey key, boolean set) implements Slot {}

    /** The statements that the lists need, from the outermost to the innermost. */
    List<ChildStatement> statements() {
        List<ChildStatement> statements = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot instanceof Inner inner) {
                statements.addAll(inner.shape().statements());
            } else if (slot instanceof Listed listed) {
                statements.add(listed.statement());
                statements.addAll(listed.statement().shape().statements());
            }
        }
        return statements;
    }
}
