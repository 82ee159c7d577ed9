package dev.headroom.projection;

import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of what is shown are in the rows that were read.
 *
 * @param constructor of the record that they become; null for a {@link Row}, or for the only value of an element
 */
record Shape(List<Slot> slots, @Nullable Constructor<?> constructor) {

    /** The place of one field. */
    sealed interface Slot {

        /** The field. */
        String name();
    }

    /**
     * A value.
     *
     * @param index in the row
     */
    record Column(String name, int index, @Nullable UnaryOperator<Object> conversion) implements Slot {}

    /**
     * A part within.
     *
     * @param presence the index of what is null if there is none; negative if it is there when one of its values is
     */
    record Inner(String name, Shape shape, int presence) implements Slot {}

    /**
     * A list.
     *
     * @param statement that reads the elements
     * @param key the index of the owner's id
     */
    record Listed(String name, ChildStatement statement, int key, boolean set) implements Slot {}

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
