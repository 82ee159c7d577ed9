package dev.headroom.keyset.internal.seek;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where reading starts, and in which direction.
 *
 * @param position the keys of the row that is not read itself; null for an end of the list
 * @param forward whether rows are read in the order of the keyset
 */
public record Seek(@Nullable List<@Nullable Object> position, boolean forward) {

    /** From an end of the list. */
    public static Seek fromEnd(boolean forward) {
        return new Seek(null, forward);
    }

    public boolean startsAtEnd() {
        return position == null;
    }

    /** Whether a key is null at the position. */
    public boolean isNull(int key) {
        return position == null || position.get(key) == null;
    }

    /** A key at the position; null at an end of the list, too. */
    public @Nullable Object at(int key) {
        return position == null ? null : position.get(key);
    }
}
